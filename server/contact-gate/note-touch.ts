import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { colleagueTouches } from '#nodes/revops/touches'
import type { JsonObject } from '#nodes/sdk/json'
import { noteConflict } from '../conflicts/note-conflict'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { events, touches } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { contactOf } from './contact-of'

/** Two colleagues within this time are one too many. */
const colleaguesApartMs = 86_400_000

const otherColleague = keptQuery((db) =>
  db
    .select({ id: touches.id })
    .from(touches)
    .innerJoin(events, eq(events.id, touches.eventId))
    .where(and(eq(touches.contactId, sql.placeholder('contactId')), eq(touches.by, 'colleague'), gte(touches.at, sql.placeholder('since')), sql`json_extract(${events.data}, '$.by') <> ${sql.placeholder('by')}`))
    .orderBy(desc(touches.at))
    .limit(1)
    .prepare(),
)

interface TellingEvent {
  id: string
  type: string
  occurredAt: number
  /** `by`: which colleague it was, where the event says so. */
  data: JsonObject
  subject: { type: string; id: string }
}

/**
 * Keeps that a colleague has reached somebody, where an event tells so: messages of flows then wait. Once for each event. Part of the caller's transaction, so a
 * message whose sending begins after it knows of it. Where another colleague had reached the same person within a day, that is kept as a conflict.
 */
export function noteTouch(db: Database, { id, type, occurredAt, data, subject }: TellingEvent, now: number): void {
  if (!isTouch(type)) return
  const contactId = contactOf(db, subject)
  if (contactId === undefined) return
  const others = typeof data.by === 'string' ? otherColleague(db).get({ contactId, since: occurredAt - colleaguesApartMs, by: data.by }) : undefined
  // An event that is dated ahead must not hold messages for ever.
  const isNew = insertRow(db, touches, { id: newId(now), contactId, channel: colleagueTouches[type], by: 'colleague', at: Math.min(occurredAt, now), eventId: id }, { orIgnore: true })
  if (isNew && others) noteConflict(db, { kind: 'colleagues', contactId, eventId: id, rule: 'none', action: 'told', openKey: `colleagues:${id}` }, now)
}

function isTouch(type: string): type is keyof typeof colleagueTouches {
  return Object.hasOwn(colleagueTouches, type)
}
