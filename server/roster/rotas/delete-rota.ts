import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { rotas } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { findRota } from './find-rota'
import { flowsUsing } from './flows-using'

/** Deletes a rota that no published flow names. Runs of older versions that still come to it ask the managers above. Part of the caller's transaction. */
export function deleteRota(db: Database, { rotaId, actor }: { rotaId: string; actor: Actor }, now: number): void {
  const { name } = findRota(db, rotaId)
  const flows = flowsUsing(db, rotaId)
  if (flows.length > 0) throw new AppError('conflict', `“${name}” is used by ${flows.map((each) => `“${each}”`).join(', ')}. Choose another rota there and publish, then delete this one.`)
  db.update(rotas).set({ deletedAt: now }).where(eq(rotas.id, rotaId)).run()
  createAddAudit(db)({ actor, action: 'rota.deleted', subject: { type: 'rota', id: rotaId }, before: { name } }, now)
}
