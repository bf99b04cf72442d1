import { and, asc, eq, isNull, max } from 'drizzle-orm'
import { z } from 'zod'
import { RuleGroup } from '#nodes/revops/condition'
import type { Json } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { leads, reps, sources, territories } from '../db/schema'
import { AppError } from '../errors/app-error'
import { isUnderWay } from '../leads/is-under-way'
import { nameKey } from '../sources/name-key'
import { setCoverage } from './set-coverage'
import { countRulesChange } from './rules-version'

const most = 500

export const TerritoryInput = z.object({
  name: z.string().trim().min(1, 'Give the territory a name').max(80),
  condition: RuleGroup,
  /** Who works it; people who work everywhere need not be among them. Left out: as it is. */
  people: z.array(z.string().max(40)).max(2_000).optional(),
})
export type TerritoryInput = z.infer<typeof TerritoryInput>

/** Makes a territory, last in order; whoever held one of this name before it was on the list works it. Audited. Part of the caller's transaction. */
export function createTerritory(db: Database, { input, actor }: { input: TerritoryInput; actor: Actor }, now: number): string {
  const { name, condition, people } = input
  const key = freeKey(db, name, undefined)
  const last = db.select({ place: max(territories.place) }).from(territories).where(isNull(territories.deletedAt)).get()?.place ?? -1
  if (db.select({ id: territories.id }).from(territories).where(isNull(territories.deletedAt)).all().length >= most) throw new AppError('bad-input', `There are ${most} territories already; more are not kept. Put some together.`)
  const id = newId(now)
  db.insert(territories).values({ id, name, key, place: last + 1, condition, createdAt: now, updatedAt: now }).run()
  const version = countRulesChange(db)
  createAddAudit(db)({ actor, action: 'territory.created', subject: { type: 'territory', id }, after: { name, condition: condition as unknown as Json, version } }, now)
  if (people) setCoverage(db, { territory: { key, name }, people, onlyAdds: true, actor }, now)
  return id
}

/**
 * Changes a territory. A new name goes at once to people, to rules of sources and to leads that are under way; `renamed` says from what, so
 * that the caller has the others follow. Audited. Part of the caller's transaction.
 */
export function updateTerritory(db: Database, { territoryId, input, actor }: { territoryId: string; input: TerritoryInput; actor: Actor }, now: number): { renamed?: { from: string; to: string } } {
  const before = requireTerritory(db, territoryId)
  const { name, condition, people } = input
  const key = freeKey(db, name, territoryId)
  db.update(territories).set({ name, key, condition, updatedAt: now }).where(eq(territories.id, territoryId)).run()
  const version = countRulesChange(db)
  createAddAudit(db)({ actor, action: 'territory.updated', subject: { type: 'territory', id: territoryId }, before: { name: before.name, condition: before.condition as unknown as Json }, after: { name, condition: condition as unknown as Json, version } }, now)
  if (key !== before.key) {
    for (const rep of db.select({ id: reps.id, territories: reps.territories }).from(reps).all()) {
      if (rep.territories.includes(before.key)) db.update(reps).set({ territories: [...new Set(rep.territories.map((each) => (each === before.key ? key : each)))], updatedAt: now }).where(eq(reps.id, rep.id)).run()
    }
    for (const { id, rule } of db.select({ id: sources.id, rule: sources.rule }).from(sources).all()) {
      if (rule?.to === 'team' && rule.territory === before.key) db.update(sources).set({ rule: { ...rule, territory: key } }).where(eq(sources.id, id)).run()
    }
    db.update(leads).set({ territory: key }).where(and(eq(leads.territory, before.key), isUnderWay)).run()
  }
  if (people) setCoverage(db, { territory: { key, name }, people, actor }, now)
  return key === before.key ? {} : { renamed: { from: before.key, to: key } }
}

/** Puts the territories in this order; those that it does not name come behind, as they stood. Audited. Part of the caller's transaction. */
export function orderTerritories(db: Database, { ids, actor }: { ids: string[]; actor: Actor }, now: number): void {
  const known = db.select({ id: territories.id }).from(territories).where(isNull(territories.deletedAt)).orderBy(asc(territories.place), asc(territories.id)).all().map(({ id }) => id)
  const order = [...new Set([...ids.filter((id) => known.includes(id)), ...known])]
  order.forEach((id, place) => void db.update(territories).set({ place }).where(eq(territories.id, id)).run())
  createAddAudit(db)({ actor, action: 'territory.ordered', subject: { type: 'workspace', id: 'territories' }, before: known, after: { order, version: countRulesChange(db) } }, now)
}

export function requireTerritory(db: Database, territoryId: string): typeof territories.$inferSelect {
  const found = db.select().from(territories).where(and(eq(territories.id, territoryId), isNull(territories.deletedAt))).get()
  if (!found) throw new AppError('not-found', 'There is no such territory any more. Reload the list.')
  return found
}

function freeKey(db: Database, name: string, besides: string | undefined): string {
  const key = nameKey(name)
  const other = db.select({ id: territories.id, name: territories.name }).from(territories).where(and(eq(territories.key, key), isNull(territories.deletedAt))).get()
  if (other && other.id !== besides) throw new AppError('conflict', `There is a territory “${other.name}” already. Choose another name.`)
  return key
}
