import { eq, sql } from 'drizzle-orm'
import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import { createAddAudit } from '../audit/add-audit'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { assignments, reps } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { findOpenWait } from '../runs/find-open-wait'
import { leadTaken } from './lead-taken'
import { passOn } from './pass-on'

const findOffer = keptQuery((db) =>
  db
    .select({ assignment: assignments, repName: reps.name })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(eq(assignments.id, sql.placeholder('assignmentId')))
    .prepare(),
)

/**
 * A rep answers an offer. The first change of the offer's row decides: an offer that has ended stays ended, and the same
 * answer pressed twice changes nothing. Part of the caller's transaction; read the view afterwards for what to show.
 */
export function answerOffer(db: Database, input: { assignmentId: string; answer: 'have-it' | 'pass-on'; why?: string }, now: number): void {
  const { assignmentId, answer, why } = input
  const found = findOffer(db).get({ assignmentId })
  if (found?.assignment.state !== 'offered') return
  const { assignment, repName } = found
  const actor = { kind: 'rep' as const, id: assignment.repId }
  if (answer === 'pass-on') return passOn(db, { ...assignment, repName }, { actor, ...(why && { endedFor: why }) }, now)

  const subject = { type: assignment.subjectType, id: assignment.subjectId }
  const wait = findOpenWait(db, acknowledgementKey(subject))
  const isLate = wait !== undefined && now > wait.dueAt
  updateRows(db, assignments, { state: 'accepted', answeredAt: now, late: isLate }, { id: assignmentId, state: 'offered' })
  createAddAudit(db)({ actor, action: 'assignment.accepted', subject, after: { assignmentId, late: isLate } }, now)
  leadTaken(db, { leadId: subject.id, rep: { id: assignment.repId, name: repName }, by: actor }, now)
}
