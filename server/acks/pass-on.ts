import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { assignments } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { answerWaits } from '../runs/answer-waits'
import { findOpenWait } from '../runs/find-open-wait'

export interface Offer {
  id: string
  repId: string
  repName: string
  subjectType: string
  subjectId: string
  /** The entry of a queue that it was offered from. */
  queueItemId: string | null
}

/**
 * An offer goes on to the next at once, without waiting for its time to be over: its rep has passed it on, or is not there to answer it. Does
 * nothing where the offer has ended already. `endedFor` is why: `left`, `away`, or the rep's own words. Part of the caller's transaction.
 */
export function passOn(db: Database, offer: Offer, { actor, endedFor }: { actor: Actor; endedFor?: string }, now: number): void {
  const subject = { type: offer.subjectType, id: offer.subjectId }
  const key = acknowledgementKey(subject)
  const wait = findOpenWait(db, key)
  const late = wait !== undefined && now > wait.dueAt
  if (updateRows(db, assignments, { state: 'declined', answeredAt: now, endedAt: now, late, ...(endedFor && { endedFor }) }, { id: offer.id, state: 'offered' }) === 0) return
  createAddAudit(db)({ actor, action: 'assignment.declined', subject, after: { assignmentId: offer.id, late, ...(endedFor && { endedFor }) } }, now)
  // From a queue it goes back there: its run waits on for whoever takes it.
  const isHeard = offer.queueItemId !== null || answerWaits(db, key, { outlet: 'passedOn', output: { repId: offer.repId, repName: offer.repName } }, now) > 0
  updateRows(db, assignments, { isHeard }, { id: offer.id })
}
