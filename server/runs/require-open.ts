import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { runs } from '../db/schema'
import { AppError } from '../errors/app-error'
import { activeStates } from './rehydrate-run'

/** The run, which has not ended; refused, in words, where it has or where there is none. */
export function requireOpen(db: Database, runId: string) {
  const run = db.select().from(runs).where(and(eq(runs.id, runId), inArray(runs.state, ['queued', ...activeStates]))).get()
  if (run) return run
  const known = db.select({ id: runs.id }).from(runs).where(eq(runs.id, runId)).get()
  throw known ? new AppError('bad-input', 'This run has ended already.') : new AppError('not-found', 'There is no such run.')
}
