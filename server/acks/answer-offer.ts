import { eq, sql } from 'drizzle-orm'
import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import { createAddAudit } from '../audit/add-audit'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { assignments, reps } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { answerWaits } from '../runs/answer-waits'
import { findOpenWait } from '../runs/find-open-wait'
import { leadTaken } from './lead-taken'

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
export function answerOffer(db: Database, input: { assignmentId: string; answer: 'have-it' | 'pass-on' }, now: number): void {
  const { assignmentId, answer } = input
  const found = findOffer(db).get({ assignmentId })
  if (found?.assignment.state !== 'offered') return
  const { assignment, repName } = found
  const subject = { type: assignment.subjectType, id: assignment.subjectId }
  const key = acknowledgementKey(subject)
  const wait = findOpenWait(db, key)
  const isLate = wait !== undefined && now > wait.dueAt

  const answered = { state: answer === 'have-it' ? ('accepted' as const) : ('declined' as const), answeredAt: now, late: isLate, ...(answer === 'pass-on' && { endedAt: now }) }
  updateRows(db, assignments, answered, { id: assignmentId, state: 'offered' })
  createAddAudit(db)(
    { actor: { kind: 'rep', id: assignment.repId }, action: answer === 'have-it' ? 'assignment.accepted' : 'assignment.declined', subject, after: { assignmentId, late: isLate } },
    now,
  )
  const rep = { id: assignment.repId, name: repName }
  if (answer === 'have-it') leadTaken(db, { leadId: subject.id, rep, by: rep.id }, now)
  else {
    const isHeard = answerWaits(db, key, { outlet: 'passedOn', output: { repId: rep.id, repName } }, now) > 0
    updateRows(db, assignments, { isHeard }, { id: assignmentId })
  }
}
