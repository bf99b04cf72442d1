import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { rotas } from '../../db/schema'
import { findRota } from './find-rota'

/** Part of the caller's transaction. */
export function renameRota(db: Database, { rotaId, name, actor }: { rotaId: string; name: string; actor: Actor }, now: number): void {
  const { name: before } = findRota(db, rotaId)
  db.update(rotas).set({ name }).where(eq(rotas.id, rotaId)).run()
  createAddAudit(db)({ actor, action: 'rota.renamed', subject: { type: 'rota', id: rotaId }, before: { name: before }, after: { name } }, now)
}
