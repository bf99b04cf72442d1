import { asc, isNull } from 'drizzle-orm'
import { territoryOf } from '#nodes/revops/territory'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { territories } from '../db/schema'
import { rulesVersion } from './rules-version'

/** Which territory the rules give a lead, and by which version of them; undefined where there are no rules at all. */
export function createFindTerritory(db: Database): (readRecord: () => JsonObject | undefined) => { territory: string | null; territoryRules: number } | undefined {
  const inOrder = db.select({ key: territories.key, condition: territories.condition }).from(territories).where(isNull(territories.deletedAt)).orderBy(asc(territories.place), asc(territories.id)).prepare()
  return (readRecord) => {
    const rules = inOrder.all()
    const record = rules.length > 0 ? readRecord() : undefined
    return record && { territory: territoryOf(rules, record), territoryRules: rulesVersion(db) }
  }
}
