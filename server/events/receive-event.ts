import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { createFindSubject } from './find-subject'
import { createKeepEvent, type ReceivedEvent } from './keep-event'
import type { LeadReference } from './lead-reference'

export type { ReceivedEvent } from './keep-event'

export interface IncomingEvent {
  sourceId: string
  /** The sender's id of this event: the same one again is a duplicate, however much later. */
  externalId: string
  /** “lead.received” makes a lead; every other type is about one that is there, or about nothing that is known. */
  type: string
  /** Which lead it is about, where the sender says so. */
  lead?: LeadReference
  data: JsonObject
  occurredAt: number
  /** False: it starts no flow. */
  startsFlows?: boolean
}

/**
 * Takes in an event: the event, its lead, the waits it answers, the runs it starts and their starts in the outbox commit
 * together. Resolves once that is durable. If what follows the event throws, the event alone is kept, with a work item.
 */
export function createReceiveEvent(db: Database, writer: Writer, report: (error: unknown) => void): (event: IncomingEvent, now: number) => Promise<ReceivedEvent> {
  const keepEvent = createKeepEvent(db, report)
  const findSubject = createFindSubject(db)
  return ({ lead, ...event }, now) =>
    writer.write(() => keepEvent({ ...event, subject: event.type === 'lead.received' ? null : findSubject(lead, event.data) }, now))
}
