import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { reps, rotas } from '../../db/schema'
import { AppError } from '../../errors/app-error'

export function findRota(db: Database, id: string): { id: string; name: string } {
  const found = db.select({ id: rotas.id, name: rotas.name }).from(rotas).where(and(eq(rotas.id, id), isNull(rotas.deletedAt))).get()
  if (!found) throw new AppError('not-found', 'There is no such rota any more. Go back to the list.')
  return found
}

/** Refuses whoever is not active. */
export function requireActive(db: Database, ids: readonly string[]): void {
  for (const id of new Set(ids)) {
    const found = db.select({ id: reps.id }).from(reps).where(and(eq(reps.id, id), eq(reps.active, true), isNull(reps.deletedAt))).get()
    if (!found) throw new AppError('bad-input', 'Somebody of these is not active any more. Choose others.')
  }
}
