import { and, eq } from 'drizzle-orm'
import { passOn } from '../../acks/pass-on'
import { isLive } from '../../assignments/is-live'
import type { Actor } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { assignments, reps } from '../../db/schema'

/**
 * Nobody waits for somebody who is not there: all offers that stand open with this person go on to the next at once. Part of the caller's
 * transaction.
 */
export function endOffers(db: Database, { repId, actor, endedFor }: { repId: string; actor: Actor; endedFor: 'left' | 'away' }, now: number): void {
  const offers = db
    .select({ id: assignments.id, repId: assignments.repId, repName: reps.name, subjectType: assignments.subjectType, subjectId: assignments.subjectId, queueItemId: assignments.queueItemId })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(eq(assignments.repId, repId), isLive, eq(assignments.state, 'offered')))
    .all()
  for (const offer of offers) passOn(db, offer, { actor, endedFor }, now)
}
