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
    case 'decide':
      return asEvent(await activities.decide(command.nodeType)({ ...caller, step: command.step }), ({ outcome }) => ({ type: 'decided', token: command.token, outcome }))
    case 'call':
      return asEvent(await activities.call(command.nodeType)({ ...caller, step: command.step }), (called) => ({ type: 'called', token: command.token, ...called }))
    case 'open-wait':
      return asEvent(await activities.openWait({ ...caller, step: command.step, snapshot: command.snapshot }), (opened) => ({ type: 'opened', token: command.token, ...opened }))
    case 'close-wait':
      return asEvent(await activities.closeWait({ ...caller, step: command.step }), (closed) => ({ type: 'closed', token: command.token, ...closed }))
    case 'read-inbox': {
      const answer = await activities.readInbox({ ...caller, after: command.cursor })
      return 'stale' in answer ? 'stale' : { event: { type: 'inbox', items: answer.items, cursor: answer.inboxSeq }, inboxSeq: answer.inboxSeq }
    }
    case 'end': {
      const answer = await activities.endRun({ ...caller, ending: command.ending, snapshot: command.snapshot })
      return 'stale' in answer ? 'stale' : { event: { type: 'ended' }, inboxSeq: 0 }
    }
    default:
      return assertNever(command)
  }
}

function asEvent<T extends object>(answer: Answer<T>, toEvent: (answer: T) => Event): Performed {
  if ('stale' in answer) return 'stale'
  const { inboxSeq, ...rest } = answer
  return { event: toEvent(rest as unknown as T), inboxSeq }
}
