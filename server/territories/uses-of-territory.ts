import { and, count, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows, flowVersions, leads, reps, sources } from '../db/schema'
import { isUnderWay } from '../leads/is-under-way'

/** What holds on to a territory by its key. */
export interface TerritoryUses {
  /** Names of active people who work it. */
  people: string[]
  /** Leads about which there is still something to do. */
  leads: number
  /** Sources whose rule names it. */
  sources: string[]
  /** Flows, published or as a draft, that ask for it or set it. */
  flows: string[]
}

export function usesOfTerritory(db: Database, key: string): TerritoryUses {
  const published = db.select({ name: flows.name, document: flowVersions.document }).from(flows).innerJoin(flowVersions, eq(flowVersions.id, flows.publishedId)).where(isNull(flows.deletedAt)).all()
  const drafts = db.select({ name: flows.name, document: flows.draft }).from(flows).where(isNull(flows.deletedAt)).all()
  return {
    people: db.select({ name: reps.name, territories: reps.territories }).from(reps).where(and(eq(reps.active, true), isNull(reps.deletedAt))).orderBy(reps.name).all().flatMap((rep) => (rep.territories.includes(key) ? [rep.name] : [])),
    leads: db.select({ n: count() }).from(leads).where(and(eq(leads.territory, key), isUnderWay, isNull(leads.deletedAt))).get()?.n ?? 0,
    sources: db.select({ name: sources.name, rule: sources.rule }).from(sources).where(isNull(sources.deletedAt)).orderBy(sources.name).all().flatMap(({ name, rule }) => (rule?.to === 'team' && rule.territory === key ? [name] : [])),
    flows: [...new Set([...published, ...drafts].flatMap(({ name, document }) => (names(document, key) ? [name] : [])))].sort(),
  }
}

/** Whether something within compares the territory with this value, or sets it to it. */
function names(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { field, value: wanted } = value as { field?: unknown; value?: unknown }
  const texts = (Array.isArray(wanted) ? wanted : [wanted]).flatMap((each) => (typeof each === 'string' ? each.split(',') : [])).map((each) => each.trim().toLowerCase())
  if (field === 'lead.territory' && texts.includes(key)) return true
  return Object.values(value).some((inner) => names(inner, key))
}
