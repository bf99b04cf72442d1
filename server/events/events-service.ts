import { and, asc, desc, eq, gte, lte, sql } from 'drizzle-orm'
import type { ArrivedEvent, EventsService } from '#nodes/sdk/services'
import type { Database } from '../db/open-database'
import { events } from '../db/schema'
import { eventKeyFor, eventKeysOf, readEventKey } from './event-keys'

/** So many events of a type are looked through for a value in their data, the newest first. */
const maxLookedThrough = 5_000

type EventRow = typeof events.$inferSelect

/** Keys for waits, and events that came before their wait. Statements are prepared once; the instant comes with each step. */
export function createEventsService(db: Database): (now: number) => EventsService {
  // Left out where they are looked for: a run may have taken thousands of a type, and the next is behind all of them.
  const isFree = sql`${events.id} not in (select event_id from waits where run_id = ${sql.placeholder('runId')} and event_id is not null) and ${events.id} is not (select event_id from runs where id = ${sql.placeholder('runId')})`
  const within = and(eq(events.type, sql.placeholder('type')), eq(events.state, 'done'), gte(events.receivedAt, sql.placeholder('since')), lte(events.receivedAt, sql.placeholder('now')), isFree)
  const ofSubject = db.select().from(events).where(and(eq(events.subjectId, sql.placeholder('subjectId')), within)).orderBy(asc(events.receivedAt), asc(events.id)).limit(1).prepare()
  const ofType = db.select().from(events).where(within).orderBy(desc(events.receivedAt), desc(events.id)).limit(maxLookedThrough).prepare()

  return (now) => ({
    keyFor: eventKeyFor,
    lookBack(runId, keys, since) {
      let oldest: { row: EventRow; key: (typeof keys)[number] } | undefined
      for (const key of keys) {
        const wanted = readEventKey(key.key)
        if (!wanted) continue
        const { type, subjectId } = wanted
        const rows = subjectId === undefined ? ofType.all({ runId, type, since, now }).reverse() : ofSubject.all({ runId, type, subjectId, since, now })
        const row = rows.find((each) => eventKeysOf({ ...each, subject: subjectOf(each) }).includes(key.key))
        if (row && (!oldest || isBefore(row, oldest.row))) oldest = { row, key }
      }
      return oldest && { event: arrived(oldest.row), key: oldest.key }
    },
  })
}

function subjectOf({ subjectType, subjectId }: EventRow): { type: string; id: string } | null {
  return subjectType !== null && subjectId !== null ? { type: subjectType, id: subjectId } : null
}

function isBefore(a: EventRow, b: EventRow): boolean {
  return a.receivedAt < b.receivedAt || (a.receivedAt === b.receivedAt && a.id < b.id)
}

function arrived({ id, type, occurredAt, receivedAt, data }: EventRow): ArrivedEvent {
  return { id, type, occurredAt, receivedAt, data }
}
