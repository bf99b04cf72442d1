import { and, eq, inArray } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { imports } from '../db/schema'
import { AppError } from '../errors/app-error'
import { findImport, type ImportRow } from './find-import'

export const importChanges = ['pause', 'resume', 'stop'] as const
export type ImportChange = (typeof importChanges)[number]

const changes: Record<ImportChange, { from: ImportRow['state'][]; to: ImportRow['state']; action: string }> = {
  pause: { from: ['running'], to: 'paused', action: 'import.paused' },
  resume: { from: ['paused'], to: 'running', action: 'import.resumed' },
  stop: { from: ['running', 'paused'], to: 'stopped', action: 'import.stopped' },
}

/** Pauses, resumes or stops an import; counts after the rows that are under way. Asking again changes nothing. Part of the caller's transaction. */
export function changeImport(db: Database, { id, change, actor }: { id: string; change: ImportChange; actor: Actor }, now: number): void {
  const { from, to, action } = changes[change]
  const changed = db
    .update(imports)
    .set({ state: to, problem: null, ...(to === 'stopped' && { endedAt: now }) })
    .where(and(eq(imports.id, id), inArray(imports.state, from)))
    .run().changes
  if (changed === 1) return createAddAudit(db)({ actor, action, subject: { type: 'import', id } }, now)
  const { state } = findImport(db, id)
  if (state !== to) throw new AppError('conflict', state === 'mapping' ? 'This import has not begun yet.' : 'This import has ended already. Nothing was changed.')
}
