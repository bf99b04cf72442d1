import { colleagueTouches } from '#nodes/revops/touches'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { touches } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { contactOf } from './contact-of'

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
export function noteTouch(db: Database, { id, type, occurredAt, subject }: TellingEvent, now: number): void {
  if (!isTouch(type)) return
  const contactId = contactOf(db, subject)
  // An event that is dated ahead must not hold messages for ever.
  if (contactId !== undefined) insertRow(db, touches, { id: newId(now), contactId, channel: colleagueTouches[type], by: 'colleague', at: Math.min(occurredAt, now), eventId: id }, { orIgnore: true })
}

function isTouch(type: string): type is keyof typeof colleagueTouches {
  return Object.hasOwn(colleagueTouches, type)
}
