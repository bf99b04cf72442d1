import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { resolveByRun } from '../conflicts/note-conflict'
import type { Database } from '../db/open-database'
import { runs, waits } from '../db/schema'
import { AppError } from '../errors/app-error'
import { requireOpen } from './require-open'
import { tellRun } from './tell-run'

/**
 * Pauses a run where it stands: from this commit on nothing of it is begun, also no message that was about to go. Answers and
 * events are still taken in. It keeps its place in line: another run for the same record goes on waiting behind it.
 * Pausing twice is once. Part of the caller's transaction.
 */
export function pauseRun(db: Database, input: { runId: string; actor: Actor }, now: number): void {
  const { runId, actor } = input
  requireOpen(db, runId)
  const paused = db.update(runs).set({ hold: 'paused', pausedAt: now, updatedAt: now }).where(and(eq(runs.id, runId), isNull(runs.hold))).run()
  if (paused.changes > 0) createAddAudit(db)({ actor, action: 'run.paused', subject: { type: 'run', id: runId } }, now)
}

/**
 * Lets a paused run go on. `keep`: its dates stay, and what came due meanwhile happens now. `shift`: every open date moves by
 * the length of the pause. Part of the caller's transaction.
 */
export function resumeRun(db: Database, input: { runId: string; dates: 'keep' | 'shift'; actor: Actor }, now: number): void {
  const { runId, dates, actor } = input
  const run = requireOpen(db, runId)
  if (run.hold !== 'paused' || run.pausedAt === null) throw new AppError('bad-input', 'This run is not paused.')
  db.update(runs).set({ hold: null, pausedAt: null, updatedAt: now }).where(eq(runs.id, runId)).run()
  if (dates === 'shift') {
    db.update(waits).set({ dueAt: sql`${waits.dueAt} + ${now - run.pausedAt}` }).where(and(eq(waits.runId, runId), eq(waits.state, 'open'))).run()
  }
  if (actor.kind === 'person') resolveByRun(db, runId, 'by-hand', now)
  tellRun(db, runId, { kind: 'resumed' }, now)
  createAddAudit(db)({ actor, action: 'run.resumed', subject: { type: 'run', id: runId }, after: { dates, pausedMs: now - run.pausedAt } }, now)
}
