import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { territories } from '../db/schema'
import { AppError } from '../errors/app-error'
import { countRulesChange } from './rules-version'
import { requireTerritory } from './save-territory'
import { usesOfTerritory } from './uses-of-territory'

/** Ends a territory that nothing uses; else it is refused, and `details` has what does. Audited. Part of the caller's transaction. */
export function deleteTerritory(db: Database, { territoryId, actor }: { territoryId: string; actor: Actor }, now: number): void {
  const { name, key } = requireTerritory(db, territoryId)
  const uses = usesOfTerritory(db, key)
  const words = [
    ...(uses.people.length > 0 ? [`${some(uses.people)} ${uses.people.length === 1 ? 'works' : 'work'} it`] : []),
    ...(uses.leads > 0 ? [`${uses.leads} ${uses.leads === 1 ? 'lead is' : 'leads are'} under way in it`] : []),
    ...(uses.sources.length > 0 ? [`rules of the sources ${some(uses.sources)} name it`] : []),
    ...(uses.flows.length > 0 ? [`steps of ${some(uses.flows)} ask for it or set it`] : []),
  ]
  if (words.length > 0) throw new AppError('conflict', `“${name}” is still used: ${words.join('; ')}. Change that first, or rename it.`, { uses })
  db.update(territories).set({ deletedAt: now, updatedAt: now }).where(eq(territories.id, territoryId)).run()
  createAddAudit(db)({ actor, action: 'territory.deleted', subject: { type: 'territory', id: territoryId }, before: { name }, after: { version: countRulesChange(db) } }, now)
}

function some(all: string[]): string {
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ')
}
