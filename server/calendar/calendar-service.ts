import type { CalendarService } from '#nodes/sdk/services'
import type { Database } from '../db/open-database'
import { readBusinessHours } from './business-hours'

/** The workspace's working time, read when a step asks. */
export function createCalendarService(db: Database): CalendarService {
  return { businessHours: () => readBusinessHours(db) }
}
