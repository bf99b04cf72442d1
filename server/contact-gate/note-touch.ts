import { eq, sql } from 'drizzle-orm'
import { colleagueTouches } from '#nodes/revops/touches'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { leads, touches } from '../db/schema'
import { insertRow } from '../db/write-rows'

interface TellingEvent {
  id: string
  type: string
  occurredAt: number
  subject: { type: string; id: string }
}

/**
 * Keeps that a colleague has reached somebody, where an event tells so: messages of flows then wait. Once for each event. Part of the caller's transaction, so a
 * message whose sending begins after it knows of it.
 */
export function createNoteTouch(db: Database): (event: TellingEvent, now: number) => void {
  const contactOf = db.select({ contactId: leads.contactId }).from(leads).where(eq(leads.id, sql.placeholder('id'))).prepare()
  return ({ id, type, occurredAt, subject }, now) => {
    if (!isTouch(type) || subject.type !== 'lead') return
    const contact = contactOf.get({ id: subject.id })
    // An event that is dated ahead must not hold messages for ever.
    if (contact) insertRow(db, touches, { id: newId(now), contactId: contact.contactId, channel: colleagueTouches[type], by: 'colleague', at: Math.min(occurredAt, now), eventId: id }, { orIgnore: true })
  }
}

function isTouch(type: string): type is keyof typeof colleagueTouches {
  return Object.hasOwn(colleagueTouches, type)
}
