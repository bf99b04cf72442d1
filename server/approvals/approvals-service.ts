import { and, eq } from 'drizzle-orm'
import type { ApprovalsService } from '#nodes/sdk/services'
import { newId } from '../db/new-id'
import type { Actor, AuditEntry } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { approvals, approvalVotes } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'
import { approvalKey, type StepAt } from './approval-key'
import { takeBackQuestions } from './take-back-questions'

/** Questions that steps put before people. */
export function createApprovalsService(db: Database, addAudit: (entry: AuditEntry, now: number) => void): (actor: Actor, now: number) => ApprovalsService {
  return (actor, now) => ({
    ask({ runId, nodeId, visit, people, need, title, detail, subject, dueAt }) {
      const at: StepAt = { runId, nodeId, visit }
      if (isAsked(db, at)) return
      const id = newId(now)
      db.insert(approvals).values({ id, ...at, subjectType: subject.type, subjectId: subject.id, need, state: 'open', askedAt: now, dueAt }).run()
      for (const repId of people) {
        const workItemId = openWorkItem(
          db,
          { kind: 'approval', title, detail, subjectType: subject.type, subjectId: subject.id, runId, assigneeId: repId, dueAt, openKey: `${approvalKey(at)}:${repId}` },
          now,
        )
        db.insert(approvalVotes).values({ approvalId: id, repId, workItemId }).run()
      }
      addAudit({ actor, action: 'approval.asked', subject, after: { approvalId: id, people, need } }, now)
    },
    key: approvalKey,
    close: (at) => takeBackQuestions(db, at, 'Not decided in time', now),
  })
}

function isAsked(db: Database, { runId, nodeId, visit }: StepAt): boolean {
  return db.select({ id: approvals.id }).from(approvals).where(and(eq(approvals.runId, runId), eq(approvals.nodeId, nodeId), eq(approvals.visit, visit))).get() !== undefined
}
