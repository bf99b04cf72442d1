import { assertNever } from '#nodes/sdk/assert-never'
import type { Answer, Caller, RunActivities } from './activities/answers'
import type { Command, Event } from './advance/messages'

/** Commands that are answered by an activity; the rest are timers. */
export type AskCommand = Exclude<Command, { type: 'set-timer' | 'cancel-timer' }>

/** The activities as a driver reaches them. Temporal knows those of steps by their node's type. */
export type Activities = Omit<RunActivities, 'decide' | 'call'> & {
  decide(nodeType: string): RunActivities['decide']
  call(nodeType: string): RunActivities['call']
}

/** What came of a command: the event for the reducer and how far the inbox reaches; or this generation is over. */
export type Performed = { event: Event; inboxSeq: number } | 'stale'

/** Asks the activity that a command names, and turns its answer into the reducer's next event. Same in both drivers. */
export async function performCommand(activities: Activities, caller: Caller, command: AskCommand): Promise<Performed> {
  switch (command.type) {
    case 'do-chore':
      return asEvent(await activities.doChore({ ...caller, chore: command.chore }), () => ({ type: 'chore-done' }))
    case 'read-inbox':
      return asEvent(await activities.readInbox({ ...caller, after: command.cursor }), ({ items, inboxSeq }) => ({ type: 'inbox', items, cursor: inboxSeq }))
    case 'end': {
      const answer = await activities.endRun({ ...caller, ending: command.ending, snapshot: command.snapshot })
      if ('stale' in answer) return 'stale'
      return 'held' in answer ? { event: { type: 'end-held' }, inboxSeq: answer.inboxSeq } : { event: { type: 'ended' }, inboxSeq: 0 }
    }
    default:
      return performStep(activities, caller, command)
  }
}

async function performStep(activities: Activities, caller: Caller, command: Extract<AskCommand, { token: number }>): Promise<Performed> {
  const { token } = command
  const input = { ...caller, step: command.step, ...(command.loop && { loop: command.loop }) }
  switch (command.type) {
    case 'decide':
      return asEvent(await activities.decide(command.nodeType)(input), (answer) => ({ type: 'decided', token, ...answer }), token)
    case 'call':
      return asEvent(await activities.call(command.nodeType)(input), (answer) => ({ type: 'called', token, ...answer }), token)
    case 'open-list':
      return asEvent(await activities.openList({ ...input, ...(command.times !== undefined && { times: command.times }) }), (answer) => ({ type: 'listed', token, ...answer }), token)
    case 'open-wait':
      return asEvent(await activities.openWait({ ...input, snapshot: command.snapshot }), (answer) => ({ type: 'opened', token, ...answer }), token)
    case 'close-wait':
      return asEvent(await activities.closeWait(input), (answer) => ({ type: 'closed', token, ...answer }), token)
    case 'record':
      return asEvent(await activities.record({ ...input, outlet: command.outlet }), () => ({ type: 'recorded', token }), token)
    default:
      return assertNever(command)
  }
}

function asEvent<T extends object>(answer: Answer<T>, toEvent: (answer: T & { inboxSeq: number }) => Event, token?: number): Performed {
  if ('stale' in answer) return 'stale'
  if ('held' in answer) {
    if (token === undefined) throw new Error('engine.performCommand: something that belongs to no step was put off')
    return { event: { type: 'held', token, ...(answer.until !== undefined && { until: answer.until }) }, inboxSeq: answer.inboxSeq }
  }
  return { event: toEvent(answer), inboxSeq: answer.inboxSeq }
}
