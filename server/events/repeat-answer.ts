import { eq, sql } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { events } from '../db/schema'
import { AppError } from '../errors/app-error'

/**
 * What an idempotency key was answered with the first time. Refuses a key that comes again with another lead: the sender
 * would take the answer for the new one, which was never kept.
 */
export function createRepeatAnswer(db: Database): (eventId: string, data: JsonObject) => 'new' | 'stuck' {
  const find = db.select({ data: events.data, state: events.state }).from(events).where(eq(events.id, sql.placeholder('id'))).prepare()
  return (eventId, data) => {
    const first = find.get({ id: eventId })
    // As it was kept: JSON knows no minus zero.
    if (first && !isDeepStrictEqual(first.data, JSON.parse(JSON.stringify(data)))) {
      throw new AppError('conflict', 'This key was used for another lead. This one was not taken in. Send each lead with a key of its own.')
    }
    return first?.state === 'stuck' ? 'stuck' : 'new'
  }
}
