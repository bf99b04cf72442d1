import { and, eq, sql } from 'drizzle-orm'
import { newId } from '../db/new-id'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { events } from '../db/schema'
import type { Writer } from '../db/writer'
import { openWorkItem } from '../work-items/open-work-item'
import { createFollowEvent } from './follow-event'

export interface IncomingEvent {
  sourceId: string
  /** The sender's id of this event: the same one again is a duplicate, however much later. */
  externalId: string
  type: 'lead.received'
  data: JsonObject
  occurredAt: number
  /** False: the lead is kept, and no flow starts for it. */
  startsFlows?: boolean
}

export interface ReceivedEvent {
  id: string
  state: 'new' | 'duplicate' | 'stuck'
  subjectId: string | null
}

/** How long a person has to look at an event that was kept but could not be followed up. */
const lookWithinMs = 3_600_000

/**
 * Takes in an event: the event, the lead, the runs it starts and their starts in the outbox commit together. Resolves
 * once that is durable. If what follows the event throws, the event alone is kept, with a work item: still accepted.
 */
export function createReceiveEvent(db: Database, writer: Writer, report: (error: unknown) => void): (event: IncomingEvent, now: number) => Promise<ReceivedEvent> {
  const followEvent = createFollowEvent(db)
  const findEvent = db
    .select({ id: events.id, subjectId: events.subjectId })
    .from(events)
    .where(and(eq(events.sourceId, sql.placeholder('sourceId')), eq(events.externalId, sql.placeholder('externalId'))))
    .prepare()
  const insertEvent = db
    .insert(events)
    .values({
      id: sql.placeholder('id'), sourceId: sql.placeholder('sourceId'), externalId: sql.placeholder('externalId'), type: sql.placeholder('type'),
      data: sql.placeholder('data'), occurredAt: sql.placeholder('occurredAt'), receivedAt: sql.placeholder('now'), state: 'done',
    })
    .onConflictDoNothing()
    .prepare()

  return (event, now) =>
    writer.write((): ReceivedEvent => {
      const id = newId(now)
      if (insertEvent.run({ ...event, id, now }).changes === 0) {
        const known = findEvent.get({ sourceId: event.sourceId, externalId: event.externalId })
        return { id: known?.id ?? id, state: 'duplicate', subjectId: known?.subjectId ?? null }
      }
      try {
        return { id, state: 'new', subjectId: db.$client.transaction(() => followEvent({ ...event, id }, now))() }
      } catch (error) {
        if (isDatabaseTrouble(error)) throw error
        report(error)
        db.update(events).set({ state: 'stuck', problem: error instanceof Error ? error.message.slice(0, 500) : String(error) }).where(eq(events.id, id)).run()
        openWorkItem(
          db,
          {
            kind: 'event-stuck', title: 'An arriving event could not be taken further', eventId: id,
            detail: 'It is kept as it came, and no flow has seen it. Look at it and try it again.', dueAt: now + lookWithinMs, openKey: `event:${id}`,
          },
          now,
        )
        return { id, state: 'stuck', subjectId: null }
      }
    })
}

/** The database itself is in trouble: nothing may be accepted. A violated constraint is a bug of what follows the event. */
function isDatabaseTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT')
}
