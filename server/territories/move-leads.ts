import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'
import { createChangeLead } from '../leads/change-lead'
import { createReadLead } from '../leads/read-lead'
import { createFindTerritory } from './find-territory'

const renamedAtOnce = 2_000
const placedAtOnce = 200

/** Leads that are over follow the new name of their territory, a group in each transaction; how many of this group there were. */
export function renameLeads(db: Database, { from, to }: { from: string; to: string }): number {
  const group = db.select({ id: leads.id }).from(leads).where(eq(leads.territory, from)).limit(renamedAtOnce)
  return db.update(leads).set({ territory: to }).where(inArray(leads.id, group)).run().changes
}

/** Leads without a territory that nobody has yet, oldest first, from `after` on; one group. */
export function leadsToPlace(db: Database, after: string): { ids: string[]; last: string | undefined } {
  const ids = db
    .select({ id: leads.id })
    .from(leads)
    // The unary plus keeps SQLite to the order of the ids, which goes on where the last group ended.
    .where(and(gt(leads.id, after), sql`+${leads.territory} is null`, isNull(leads.ownerId), sql`+${leads.state} in ('open', 'queued', 'review')`, isNull(leads.deletedAt)))
    .orderBy(asc(leads.id))
    .limit(placedAtOnce)
    .all()
    .map(({ id }) => id)
  return { ids, last: ids.length < placedAtOnce ? undefined : ids.at(-1) }
}

/**
 * Gives those of these leads that still have no territory the one that the rules say now; how many there were. Each is a change like any
 * other, so whatever starts on it does. Part of the caller's transaction.
 */
export function placeLeads(db: Database, { ids, actor }: { ids: string[]; actor: Actor }, now: number): number {
  const readLead = createReadLead(db)
  const changeLead = createChangeLead(db, readLead, createAddAudit(db))
  const find = createFindTerritory(db)
  let placed = 0
  for (const id of ids) {
    const isOpen = db.select({ id: leads.id }).from(leads).where(and(eq(leads.id, id), isNull(leads.territory), isNull(leads.ownerId))).get()
    const found = isOpen && find(() => readLead(id))
    if (!found?.territory) continue
    changeLead({ leadId: id, changes: { 'lead.territory': found.territory }, actor }, now)
    db.update(leads).set({ territoryRules: found.territoryRules }).where(eq(leads.id, id)).run()
    placed += 1
  }
  return placed
}
