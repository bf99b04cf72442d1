import { and, eq } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { leadTaken } from '../acks/lead-taken'
import { isLive } from '../assignments/is-live'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { assignments, notes, reps, tasks, workItems } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { addNotice } from '../notices/add-notice'
import { openWorkItem } from '../work-items/open-work-item'

export interface Gift {
  lead: { id: string; name: string | null; email: string | null }
  from: { id: string; name: string }
  to: { id: string; name: string; score?: number }
  /** Why the one before has it no more, as it is kept: `left`, `handed-over`, or that a flow `moved` it. */
  endedFor: 'left' | 'handed-over' | 'moved'
  /** The ranking that chose, where one did. */
  explanation?: JsonObject
  /** What is written down at the lead, and what the new owner is told. */
  note: string
  told: string
  actor: Actor
}

const greetWithinMs = 4 * 3_600_000

/**
 * One person's lead becomes another's, at once: with what there is to do about it, a note of where it comes from, a task to get in touch and a notice.
 * Waits for an answer about it are answered. Part of the caller's transaction, which has made sure that it is `from`'s.
 */
export function giveLead(db: Database, { lead, from, to, endedFor, explanation, note, told, actor }: Gift, now: number): void {
  const subject = { type: 'lead', id: lead.id }
  const live = db.select({ id: assignments.id, runId: assignments.runId }).from(assignments).where(and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, lead.id), isLive)).get()
  if (live) updateRows(db, assignments, { state: 'released', endedAt: now, endedFor }, { id: live.id })
  const assignmentId = newId(now)
  insertRow(db, assignments, {
    id: assignmentId, subjectType: 'lead', subjectId: lead.id, repId: to.id, runId: live?.runId ?? null, level: `Instead of ${from.name}`, state: 'accepted',
    score: to.score ?? null, explanation: explanation ?? null, offeredAt: now, answeredAt: now,
  })
  updateRows(db, reps, { lastAssignedAt: now }, { id: to.id })
  leadTaken(db, { leadId: lead.id, rep: to, by: actor }, now)
  createAddAudit(db)({ actor, action: 'lead.handed-over', subject, before: { ownerId: from.id }, after: { ownerId: to.id, assignmentId }, reason: note }, now)
  insertRow(db, notes, { id: newId(now), subjectType: 'lead', subjectId: lead.id, runId: null, text: note, createdAt: now })

  const open = { subjectType: 'lead', subjectId: lead.id, state: 'open' as const }
  updateRows(db, workItems, { assigneeId: to.id }, { ...open, assigneeId: from.id, kind: 'task' })
  updateRows(db, tasks, { ownerId: to.id }, { ...open, ownerId: from.id })
  const whose = lead.name ?? lead.email ?? 'a lead'
  const workItemId = openWorkItem(db, {
    kind: 'task', title: `Get in touch with ${whose}`, detail: told, subjectType: 'lead', subjectId: lead.id, assigneeId: to.id, dueAt: now + greetWithinMs, openKey: `greet:lead:${lead.id}`,
  }, now)
  addNotice(db, { effectKey: `handed-over:${assignmentId}`, personId: to.id, title: `${whose} is yours now`, text: told, link: `/work?item=${workItemId}` }, now)
}
