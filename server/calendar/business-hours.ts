import { BusinessHours, standardHours } from '#nodes/revops/business-time'
import type { JsonObject } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { parsedSetting } from '../settings/parsed-setting'
import { writeSetting } from '../settings/settings'
import { armAgain } from '../triggers/armed-rows'

const key = 'business-hours'

/** When people work here; Monday to Friday, nine to five, until somebody says otherwise. */
export const readBusinessHours = parsedSetting(key, BusinessHours, standardHours)

/** Part of the caller's transaction. Waits that are open keep the end that they were given; starts that are to come are counted anew. */
export function changeBusinessHours(db: Database, input: { hours: BusinessHours; actor: Actor }, now: number): void {
  const before = readBusinessHours(db)
  const hours: BusinessHours = { ...input.hours, weekdays: [...new Set(input.hours.weekdays)].sort(), holidays: [...new Set(input.hours.holidays)].sort() }
  writeSetting(db, key, hours as unknown as JsonObject)
  armAgain(db, now)
  createAddAudit(db)({ actor: input.actor, action: 'business-hours.changed', subject: { type: 'workspace', id: 'workspace' }, before: before as unknown as JsonObject, after: hours as unknown as JsonObject }, now)
}
