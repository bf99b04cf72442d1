import { and, eq, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { runs, runSteps, waitKeys, waits } from '../db/schema'
import { deleteRows, updateRows } from '../db/write-rows'
import { tellRun } from './tell-run'

const openWaitsFor = keptQuery((db) =>
  db
    .select({ runId: waits.runId, nodeId: waits.nodeId, visit: waits.visit, dueAt: waits.dueAt, outlet: waitKeys.outlet })
    .from(waitKeys)
    .innerJoin(waits, and(eq(waits.runId, waitKeys.runId), eq(waits.nodeId, waitKeys.nodeId), eq(waits.visit, waitKeys.visit), eq(waits.state, 'open')))
    .where(eq(waitKeys.key, sql.placeholder('key')))
    .prepare(),
)

export interface WaitAnswer {
  /** The way out; may be left out where every wait's key names its own. */
  outlet?: string
  output?: JsonObject
  /** The event by which it came: no other wait of the same run takes it again. */
  eventId?: string
}

/**
 * Answers every open wait for `key`: closes its row, records its step's outcome, tells its run and asks for a nudge; all
 * in the caller's transaction. Returns how many were open. An answer after the wait's time, while its row is still
 * open, counts and is marked late. A wait that has heard of the event already is left alone.
 */
export function answerWaits(db: Database, key: string, answer: WaitAnswer, now: number): number {
  const open = openWaitsFor(db).all({ key })
  let answered = 0
  for (const { runId, nodeId, visit, dueAt, outlet: own } of open) {
    const outlet = answer.outlet ?? own
    if (outlet === null) throw new Error(`runs.answerWaits: ${key} is answered without a way out`)
    if (answer.eventId !== undefined && hasTaken(db, runId, answer.eventId)) continue
    closeWaitRow(db, { runId, nodeId, visit }, { state: 'answered', outlet, late: now > dueAt, ...(answer.eventId !== undefined && { eventId: answer.eventId }) }, now)
    const done = { state: 'done' as const, outlet, endedAt: now, ...(answer.output && { output: answer.output }) }
    updateRows(db, runSteps, done, { runId, nodeId, visit, state: ['running', 'waiting', 'held', 'failed'] })
    updateRows(db, runs, { state: 'running', updatedAt: now }, { id: runId })
    tellRun(db, runId, { kind: 'answered', nodeId, visit, outlet }, now)
    answered += 1
  }
  return answered
}

/** Closes a wait's row and forgets its keys. False when it was not open any more: somebody else has decided. */
export function closeWaitRow(
  db: Database,
  at: { runId: string; nodeId: string; visit: number },
  as: { state: 'answered' | 'timed-out' | 'cancelled'; outlet?: string; late?: boolean; eventId?: string },
  now: number,
): boolean {
  const { runId, nodeId, visit } = at
  if (updateRows(db, waits, { ...as, closedAt: now }, { runId, nodeId, visit, state: 'open' }) === 0) return false
  deleteRows(db, waitKeys, { runId, nodeId, visit })
  return true
}

function hasTaken(db: Database, runId: string, eventId: string): boolean {
  return db.select({ one: sql`1` }).from(waits).where(and(eq(waits.runId, runId), eq(waits.eventId, eventId))).limit(1).get() !== undefined
}
