import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { conflicts } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'

export type Conflict = typeof conflicts.$inferSelect
type NewConflict = Pick<Conflict, 'kind' | 'contactId' | 'rule' | 'action' | 'openKey'> & Partial<Pick<Conflict, 'runId' | 'otherRunId' | 'effectKey' | 'eventId'>>

/** Keeps a conflict that was found, with what was done about it; once for each matter. Says whether it is new. Part of the caller's transaction. */
export function noteConflict(db: Database, { runId = null, otherRunId = null, effectKey = null, eventId = null, ...conflict }: NewConflict, now: number): boolean {
  // What was not started, or called off, needs nothing more; what reached the person cannot be taken back.
  const isOver = conflict.action === 'not-started' || conflict.action === 'cancelled'
  const state: Conflict['state'] = conflict.action === 'told' ? 'delivered' : isOver ? 'resolved' : 'open'
  const row = { id: newId(now), ...conflict, runId, otherRunId, effectKey, eventId, state, detectedAt: now, resolvedAt: isOver ? now : null, outcome: isOver ? conflict.action : null }
  return insertRow(db, conflicts, row, { orIgnore: true })
}

/** Notes that a message which gave way was sent after all, or called off. Part of the caller's transaction. */
export function resolveByMessage(db: Database, effectKey: string, outcome: 'sent' | 'cancelled', now: number): void {
  updateRows(db, conflicts, { state: 'resolved', resolvedAt: now, outcome }, { effectKey, state: 'open' })
}

/** Notes that a run which gave way goes on, has begun, or has ended: then also its messages will not go any more. Part of the caller's transaction. */
export function resolveByRun(db: Database, runId: string, outcome: 'resumed' | 'started' | 'ended' | 'by-hand', now: number): void {
  updateRows(db, conflicts, { state: 'resolved', resolvedAt: now, outcome }, { runId, state: 'open', ...(outcome !== 'ended' && { kind: 'flows' as const }) })
}
