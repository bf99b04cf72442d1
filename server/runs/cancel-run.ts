import { eq } from 'drizzle-orm'
import type { ExitReason } from '#nodes/revops/end-reasons'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { runs } from '../db/schema'
import { answerWaits } from './answer-waits'
import { endKey } from './end-key'
import { releaseNext } from './release-next'
import { requireOpen } from './require-open'
import { passTurn } from './take-turn'
import { tellRun } from './tell-run'

/**
 * Stops a run for good. From this commit on nothing of it is begun; it ends with this reason as soon as it hears of it. What is
 * with a provider at this moment is settled still. One that waits behind another ends at once. `eventId`: what happened that ends it. Part of the caller's transaction.
 */
export function cancelRun(db: Database, input: { runId: string; reason: 'cancelled' | 'superseded' | ExitReason; actor: Actor; eventId?: string }, now: number): void {
  const { runId, reason, actor, eventId } = input
  const run = requireOpen(db, runId)
  if (run.hold === 'cancelled') return
  createAddAudit(db)({ actor, action: `run.${reason}`, subject: { type: 'run', id: runId }, ...(eventId !== undefined && { after: { eventId } }) }, now)
  if (run.state === 'queued') {
    db.update(runs).set({ state: 'done', endReason: reason, endedAt: now, updatedAt: now }).where(eq(runs.id, runId)).run()
    answerWaits(db, endKey(runId), { outlet: 'failed', output: { runId, reason } }, now)
    releaseNext(db, run, now)
    passTurn(db, run, now)
    return
  }
  db.update(runs).set({ hold: 'cancelled', pausedAt: null, updatedAt: now }).where(eq(runs.id, runId)).run()
  tellRun(db, runId, { kind: 'cancelled', outlet: reason }, now)
}
