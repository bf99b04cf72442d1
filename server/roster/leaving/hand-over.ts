import { and, eq } from 'drizzle-orm'
import { keepRanking } from '#nodes/revops/explanation'
import { standardRules } from '#nodes/revops/route-rules'
import { isLive } from '../../assignments/is-live'
import { createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { assignments, leads, type reps } from '../../db/schema'
import { updateRows } from '../../db/write-rows'
import { giveLead } from '../../leads/give-lead'
import { openWorkItem } from '../../work-items/open-work-item'
import { watchedQueue } from '../../work-items/watched-queue'
import { findSuccessor } from './find-successor'

type Leaver = typeof reps.$inferSelect

const actor = { kind: 'system' as const, id: 'leaving' }
const claimWithinMs = 30 * 60_000

/**
 * Gives a lead of somebody who has left to the one who takes over, with what there is to do about it, a note of where it comes from and a task to get
 * in touch; into a watched queue where nobody has room. All in the caller's transaction; a lead that is not the leaver's any more is left alone.
 */
export function handOver(db: Database, leadId: string, leaver: Leaver, now: number): void {
  const lead = db.select().from(leads).where(and(eq(leads.id, leadId), eq(leads.ownerId, leaver.id))).get()
  if (!lead) return
  const live = db.select().from(assignments).where(and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, leadId), isLive)).get()
  // A flow is offering it to somebody already: who takes that offer becomes its owner.
  if (live && live.repId !== leaver.id) return clearOwner(db, { leadId, from: leaver, state: 'open' }, now)

  const { owner, ranking } = findSuccessor(db, lead, leaver, now)
  if (owner) {
    return giveLead(db, {
      lead, from: leaver, to: owner, endedFor: 'left', explanation: keepRanking(ranking, standardRules, { ranked: 25, passedOver: 20 }), actor,
      note: `${owner.name} has taken over from ${leaver.name}, who has left. Everything that was written down and agreed is still here.`,
      told: `${leaver.name} had this lead and has left. Read what was agreed, then say hello.`,
    }, now)
  }
  if (live) updateRows(db, assignments, { state: 'released', endedAt: now, endedFor: 'left' }, { id: live.id })
  queueLead(db, { lead: { id: leadId, name: lead.name ?? lead.email ?? 'A lead' }, leaver, runId: live?.runId ?? null }, now)
}

function clearOwner(db: Database, { leadId, from, state }: { leadId: string; from: Leaver; state: 'open' | 'queued' }, now: number): void {
  updateRows(db, leads, { ownerId: null, state, updatedAt: now }, { id: leadId })
  createAddAudit(db)({ actor, action: 'lead.handed-over', subject: { type: 'lead', id: leadId }, before: { ownerId: from.id }, after: { ownerId: null, state }, reason: `${from.name} has left` }, now)
}

function queueLead(db: Database, { lead, leaver, runId }: { lead: { id: string; name: string }; leaver: Leaver; runId: string | null }, now: number): void {
  const queueId = watchedQueue(db, { watcherId: leaver.managerId })
  clearOwner(db, { leadId: lead.id, from: leaver, state: queueId ? 'queued' : 'open' }, now)
  const item = { title: `${lead.name}, until now with ${leaver.name}`, detail: `${leaver.name} has left, and nobody in the team has room for this lead.`, subjectType: 'lead', subjectId: lead.id, runId, dueAt: now + claimWithinMs }
  if (queueId) openWorkItem(db, { ...item, kind: 'claim', queueId, openKey: `claim:lead:${lead.id}:${queueId}` }, now)
  else openWorkItem(db, { ...item, kind: 'task', ...(leaver.managerId && { assigneeId: leaver.managerId }), openKey: `leaver:lead:${lead.id}` }, now)
}
