import { and, eq, isNull } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { approvals, approvalVotes, reps, workItems } from '../db/schema'
import { AppError } from '../errors/app-error'
import type { SessionUser } from '../people/find-session'
import { answerWaits } from '../runs/answer-waits'
import { approvalKey } from './approval-key'
import { isSamePerson } from './is-same-person'
import { isWaitOpen } from './is-wait-open'
import { dropItems, takeBackQuestions } from './take-back-questions'

export interface ApprovalAnswer {
  itemId: string
  answer: 'approve' | 'reject'
  note?: string
  user: SessionUser
}

/** How the question stands after an answer, whoever's it was. */
export interface ApprovalStanding {
  state: 'open' | 'approved' | 'rejected' | 'closed'
  /** How many more yes answers make a yes, while it is open. */
  missing: number
}

/**
 * A person says yes or no. Only the one who is asked may; an owner of the workspace may for them, and it is written down as
 * that. The answer that decides closes the question, takes back what others were asked and answers the run's wait, all in
 * the caller's transaction, so it is decided exactly once. An answer after that changes nothing and gets the decision.
 */
export function answerApproval(db: Database, { itemId, answer, note, user }: ApprovalAnswer, now: number): ApprovalStanding {
  const found = db
    .select({ approval: approvals, vote: approvalVotes, rep: { id: reps.id, name: reps.name, email: reps.email, userId: reps.userId, active: reps.active } })
    .from(approvalVotes)
    .innerJoin(approvals, eq(approvals.id, approvalVotes.approvalId))
    .innerJoin(reps, eq(reps.id, approvalVotes.repId))
    .where(eq(approvalVotes.workItemId, itemId))
    .get()
  if (!found) throw new AppError('not-found', 'There is nothing to approve here.')
  const { approval, vote, rep } = found
  const isAsked = isSamePerson(rep, user)
  if (!isAsked && user.role !== 'ops') throw new AppError('not-allowed', `${rep.name} is asked, not you. Only ${rep.name} or somebody of revenue operations can answer.`)
  if (approval.state === 'open' && !isWaitOpen(db, approval)) {
    // The run has ended, or went on by another branch: a yes would do nothing, so none is taken.
    takeBackQuestions(db, approval, 'Not needed any more', now)
    return { state: 'closed', missing: 0 }
  }
  if (approval.state !== 'open' || vote.answer !== null) return standing(db, approval)

  db.update(approvalVotes)
    .set({ answer, note: note ?? null, answeredBy: user.id, answeredAt: now })
    .where(and(eq(approvalVotes.workItemId, itemId), isNull(approvalVotes.answer)))
    .run()
  db.update(workItems)
    .set({ state: 'done', doneAt: now, doneBy: user.id, outcome: `${answer === 'approve' ? 'Approved' : 'Rejected'}${isAsked ? '' : ` by ${user.name} for ${rep.name}`}` })
    .where(and(eq(workItems.id, itemId), eq(workItems.state, 'open')))
    .run()
  const addAudit = createAddAudit(db)
  const subject = { type: approval.subjectType, id: approval.subjectId }
  const actor = { kind: 'person', id: user.id } as const
  addAudit({ actor, action: 'approval.answered', subject, after: { approvalId: approval.id, answer, for: rep.id, onBehalf: !isAsked }, ...(note && { reason: note }) }, now)

  const after = standing(db, approval)
  if (after.state === 'open') return after
  db.update(approvals).set({ state: after.state, closedAt: now }).where(and(eq(approvals.id, approval.id), eq(approvals.state, 'open'))).run()
  dropItems(db, approval.id, `${after.state === 'approved' ? 'Approved' : 'Rejected'} already`, now)
  addAudit({ actor, action: 'approval.decided', subject, after: { approvalId: approval.id, decision: after.state } }, now)
  answerWaits(db, approvalKey(approval), { outlet: after.state, output: outputOf(db, approval.id) }, now)
  return after
}

/** An open question is decided by its votes: enough said yes, or too few are left who still could. */
function standing(db: Database, { id, need, state }: typeof approvals.$inferSelect): ApprovalStanding {
  if (state !== 'open') return { state, missing: 0 }
  const votes = db.select({ answer: approvalVotes.answer }).from(approvalVotes).where(eq(approvalVotes.approvalId, id)).all()
  const yes = votes.filter((vote) => vote.answer === 'approve').length
  const no = votes.filter((vote) => vote.answer === 'reject').length
  if (yes >= need) return { state: 'approved', missing: 0 }
  return votes.length - no < need ? { state: 'rejected', missing: 0 } : { state: 'open', missing: need - yes }
}

/** What later steps may use: who said what. */
function outputOf(db: Database, approvalId: string): JsonObject {
  const votes = db
    .select({ answer: approvalVotes.answer, note: approvalVotes.note, name: reps.name })
    .from(approvalVotes)
    .innerJoin(reps, eq(reps.id, approvalVotes.repId))
    .where(eq(approvalVotes.approvalId, approvalId))
    .orderBy(approvalVotes.answeredAt)
    .all()
  const names = (answer: string) => votes.filter((vote) => vote.answer === answer).map((vote) => vote.name)
  return { approvedBy: names('approve'), rejectedBy: names('reject'), notes: votes.flatMap(({ note, name }) => (note ? [{ by: name, note }] : [])) }
}
