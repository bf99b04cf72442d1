import { desc, isNull } from 'drizzle-orm'
import { leadFields } from '#nodes/revops/fields'
import { readField } from '#nodes/revops/read-field'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'

/** So many of the newest leads are looked at, and so much of them is shown. */
const most = { leads: 50, values: 4, characters: 60, moreFields: 40 }

/** What fields held lately, by their path; also fields that only came with leads, as `lead.more.orderId`. */
export interface ExampleValues {
  fields: Record<string, (string | number | boolean)[]>
}

/**
 * A few different values of each field, from the newest leads, newest first. Fields about a person come without values unless
 * `showsPersonal`; what came with a lead may be about a person as well. Nothing of it is kept.
 */
export function listExampleValues(db: Database, readLead: (leadId: string) => JsonObject | undefined, showsPersonal: boolean): ExampleValues {
  const newest = db.select({ id: leads.id }).from(leads).where(isNull(leads.deletedAt)).orderBy(desc(leads.id)).limit(most.leads).all()
  const records = newest.flatMap(({ id }): JsonObject[] => {
    const record = readLead(id)
    return record ? [record] : []
  })
  const came = [...new Set(records.flatMap((record) => moreOf(record)))].slice(0, most.moreFields)
  const catalog = leadFields.map(({ path, isPersonal = false }) => ({ path, isHidden: isPersonal && !showsPersonal }))
  const extra = came.map((name) => ({ path: `lead.more.${name}`, isHidden: !showsPersonal }))
  return { fields: Object.fromEntries([...catalog, ...extra].map(({ path, isHidden }) => [path, isHidden ? [] : valuesOf(records, path)])) }
}

function moreOf(record: JsonObject): string[] {
  const more = readField(record, 'lead.more')
  // Only names that a text can write.
  return typeof more === 'object' && more !== null && !Array.isArray(more) ? Object.keys(more).filter((name) => /^[A-Za-z_][A-Za-z0-9_-]{0,59}$/.test(name)) : []
}

function valuesOf(records: JsonObject[], path: string): (string | number | boolean)[] {
  const found = new Set<string | number | boolean>()
  for (const record of records) {
    const value: Json = readField(record, path)
    for (const each of Array.isArray(value) ? value : [value]) {
      if (found.size < most.values && each !== null && typeof each !== 'object' && each !== '' && String(each).length <= most.characters) found.add(each)
    }
  }
  return [...found]
}
