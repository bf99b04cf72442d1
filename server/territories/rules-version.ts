import type { Database } from '../db/open-database'
import { readSetting, writeSetting } from '../settings/settings'

const key = 'territories.version'

/** How often the rules were changed: what a lead's territory was decided by is kept as this number, and each change of it stands in the audit log. */
export function rulesVersion(db: Database): number {
  const version = readSetting(db, key)
  return typeof version === 'number' ? version : 0
}

/** Counts a change of the rules; the new version. Part of the caller's transaction. */
export function countRulesChange(db: Database): number {
  const version = rulesVersion(db) + 1
  writeSetting(db, key, version)
  return version
}
