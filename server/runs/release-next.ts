import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import { resolveByRun } from '../conflicts/note-conflict'
import type { Database } from '../db/open-database'
import { runs } from '../db/schema'
import { activeStates } from './rehydrate-run'
import { dropRun, startQueued } from './start-queued'
import { takeTurn } from './take-turn'

const findQueued = keptQuery((db) =>
  db
    .select({ id: runs.id, versionId: runs.versionId, subjectType: runs.subjectType, subjectId: runs.subjectId })
    .from(runs)
    .where(
      and(
        eq(runs.flowId, sql.placeholder('flowId')), eq(runs.subjectType, sql.placeholder('subjectType')), eq(runs.subjectId, sql.placeholder('subjectId')), eq(runs.state, 'queued'),
      ),
    )
    .orderBy(asc(runs.id))
    .limit(1)
    .prepare(),
)

/**
 * A run of this flow for this record has ended: the oldest one that is queued behind it starts, unless another is still
 * under way. Part of the transaction that ends the run, so that no slot is ever lost. Returns the run that starts.
 */
export function releaseNext(db: Database, of: { flowId: string; subjectType: string; subjectId: string }, now: number): string | undefined {
  const next = findQueued(db).get({ flowId: of.flowId, subjectType: of.subjectType, subjectId: of.subjectId })
  if (!next) return undefined
  const same = and(eq(runs.flowId, of.flowId), eq(runs.subjectType, of.subjectType), eq(runs.subjectId, of.subjectId))
  const busy = db.select({ id: runs.id }).from(runs).where(and(same, inArray(runs.state, activeStates), ne(runs.id, next.id))).limit(1).get()
  if (busy || !hasTurn(db, next, now)) return undefined
  startQueued(db, next.id, now)
  return next.id
}

/** Beside the other flows of its group it may have to wait on, or not start at all. */
function hasTurn(db: Database, run: { id: string; versionId: string; subjectType: string; subjectId: string }, now: number): boolean {
  const turn = takeTurn(db, run, now)
  if (turn === 'drop') dropRun(db, run.id, now)
  if (turn === 'start') resolveByRun(db, run.id, 'started', now)
  return turn === 'start'
}
