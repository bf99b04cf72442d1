import type { Subject } from '#nodes/sdk/context'
import type { JsonObject } from '#nodes/sdk/json'
import type { Actor, AuditEntry } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { assignments, reps } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'

interface NewOffer {
  subject: Subject
  owner: { id: string; score: number }
  level: string
  runId: string | null
  /** The entry of a queue that it is offered from. */
  queueItemId?: string
  explanation: JsonObject
  actor: Actor
  addAudit(entry: AuditEntry, now: number): void
}

/** Offers a subject to one person and holds room for it; its id. The database refuses a second live one. Part of the caller's transaction, in which the person was picked. */
export function makeOffer(db: Database, { subject, owner, level, runId, queueItemId, explanation, actor, addAudit }: NewOffer, now: number): string {
  const id = newId(now)
  insertRow(db, assignments, {
    id, subjectType: subject.type, subjectId: subject.id, repId: owner.id, runId, ...(queueItemId && { queueItemId }), level, state: 'offered', score: owner.score, explanation, offeredAt: now,
  })
  updateRows(db, reps, { lastAssignedAt: now }, { id: owner.id })
  addAudit({ actor, action: 'assignment.offered', subject, after: { assignmentId: id, repId: owner.id, level, ...(queueItemId && { workItemId: queueItemId }), score: owner.score } }, now)
  return id
}
