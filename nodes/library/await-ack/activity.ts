import type { z } from 'zod'
import { durationMs } from '../../sdk/duration'
import type { AwaitActivity } from '../../sdk/handlers'
import type { awaitAck } from './definition'

/** The key under which answers to "who has this lead?" arrive, whoever gives them. */
export function acknowledgementKey(subject: { type: string; id: string }): string {
  return `ack:${subject.type}:${subject.id}`
}

export const awaitAcknowledgement: AwaitActivity<z.output<typeof awaitAck.params>> = {
  open(context, services) {
    const wait = { keys: [{ key: acknowledgementKey(context.subject) }], until: context.now + durationMs(context.params.window) }
    const live = services.assignments.live(context.subject)
    // The rep may have answered between being told and this moment.
    if (live?.state === 'accepted') {
      return { ...wait, answered: { outlet: 'acknowledged', output: { repId: live.repId, repName: live.repName } } }
    }
    const declined = live ? undefined : services.assignments.hearDecline(context.run.id)
    if (declined) return { ...wait, answered: { outlet: 'passedOn', output: { repId: declined.repId, repName: declined.repName } } }
    return wait
  },
  close(context, services) {
    const live = services.assignments.live(context.subject)
    services.assignments.expire(context.subject, 'unanswered')
    return { outlet: 'timedOut', ...(live && { output: { repId: live.repId, repName: live.repName } }) }
  },
  // Nobody would hear an answer: the offer ends, and its room is given back.
  drop: (context, services) => services.assignments.expire(context.subject),
}
