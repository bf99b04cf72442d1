import { and, desc, eq, sql } from 'drizzle-orm'
import type { Subject } from '#nodes/sdk/context'
import type { AssignmentsService, AssignmentView } from '#nodes/sdk/services'
import type { Actor, AuditEntry } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { assignments, reps } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { expireOffer } from './expire-offer'
import { isLive } from './is-live'
import { makeOffer } from './make-offer'

/** Offers and who holds what. Room is held by the live row itself, in the transaction that picked the person. */
export function createAssignmentsService(db: Database, addAudit: (entry: AuditEntry, now: number) => void): (actor: Actor, now: number) => AssignmentsService {
  const view = { id: assignments.id, repId: assignments.repId, repName: reps.name, level: assignments.level, state: assignments.state, queueItemId: assignments.queueItemId }
  const findLive = db
    .select(view)
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(eq(assignments.subjectType, sql.placeholder('type')), eq(assignments.subjectId, sql.placeholder('id')), isLive))
    .prepare()
  const ofRun = db
    .select(view)
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(eq(assignments.runId, sql.placeholder('runId')))
    .orderBy(desc(assignments.id))
    .prepare()

  return (actor, now) => ({
    offer({ subject, owner, level, runId, explanation }): AssignmentView {
      const id = makeOffer(db, { subject, owner, level, runId, explanation, actor, addAudit }, now)
      return { id, repId: owner.id, repName: owner.name, level, state: 'offered' }
    },
    live: (subject: Subject) => findLive.get({ type: subject.type, id: subject.id }),
    askedLast: (runId) => ofRun.get({ runId }),
    hearDecline(runId) {
      const newest = ofRun.get({ runId })
      if (newest?.state !== 'declined') return undefined
      return updateRows(db, assignments, { isHeard: true }, { id: newest.id, isHeard: false }) === 1 ? newest : undefined
    },
    asked: (runId) => ofRun.all({ runId }).map((row) => row.repId),
    expire(subject, why) {
      const offer = findLive.get({ type: subject.type, id: subject.id })
      if (offer?.state !== 'offered') return
      // One from a queue has its own time, which began later than the wait that is over now.
      const ended = why && (offer.queueItemId ? 'went-on' : why)
      expireOffer(db, { ...offer, subjectType: subject.type, subjectId: subject.id }, { actor, why: ended, addAudit }, now)
    },
  })
}
