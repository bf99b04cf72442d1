import { and, eq, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { events } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'
import type { EventSubject } from './find-subject'
import { createFollowEvent } from './follow-event'

export interface EventToKeep {
  sourceId: string
  /** The sender's id of this event: the same one again is a duplicate, however much later. */
  externalId: string
  type: string
  data: JsonObject
  occurredAt: number
  /** What it is about; null for a lead that arrives, and where nothing was found. */
  subject: EventSubject | null
  /** The run whose change this is. */
  causeRunId?: string
  /** False: it starts no flow. Waits are answered and deadlines cleared all the same. */
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
 * Keeps an event and does what follows it, as part of the caller's transaction. If what follows throws, the event alone is
 * kept, with a work item.
 */
export function createKeepEvent(db: Database, report: (error: unknown) => void = () => undefined): (event: EventToKeep, now: number) => ReceivedEvent {
  const followEvent = createFollowEvent(db)
  // Made once: making one costs as much as a statement.
  const followAlone = db.$client.transaction(followEvent)
  const findEvent = db
    .select({ id: events.id, subjectId: events.subjectId })
    .from(events)
    .where(and(eq(events.sourceId, sql.placeholder('sourceId')), eq(events.externalId, sql.placeholder('externalId'))))
    .prepare()
  const insertEvent = db
    .insert(events)
    .values({
      id: sql.placeholder('id'), sourceId: sql.placeholder('sourceId'), externalId: sql.placeholder('externalId'), type: sql.placeholder('type'),
      data: sql.placeholder('data'), subjectType: sql.placeholder('subjectType'), subjectId: sql.placeholder('subjectId'),
      causeRunId: sql.placeholder('causeRunId'), occurredAt: sql.placeholder('occurredAt'), receivedAt: sql.placeholder('receivedAt'), state: 'done',
    })
    .onConflictDoNothing()
    .prepare()

  return ({ subject, startsFlows = true, ...event }, now) => {
    const kept = {
      ...event, id: newId(now), subjectType: subject?.type ?? null, subjectId: subject?.id ?? null, causeRunId: event.causeRunId ?? null, receivedAt: now,
    }
    if (insertEvent.run(kept).changes === 0) {
      const known = findEvent.get({ sourceId: event.sourceId, externalId: event.externalId })
      return { id: known?.id ?? kept.id, state: 'duplicate', subjectId: known?.subjectId ?? null }
    }
    try {
      const followed = followAlone(kept, now, { startsFlows })
      return { id: kept.id, state: 'new', subjectId: followed?.id ?? null }
    } catch (error) {
      if (isDatabaseTrouble(error)) throw error
      report(error)
      db.update(events).set({ state: 'stuck', problem: error instanceof Error ? error.message.slice(0, 500) : String(error) }).where(eq(events.id, kept.id)).run()
      openWorkItem(
        db,
        {
          kind: 'event-stuck', title: 'An arriving event could not be taken further', eventId: kept.id,
          detail: 'It is kept as it came, and no flow has seen it. Look at it and try it again.', dueAt: now + lookWithinMs, openKey: `event:${kept.id}`,
        },
        now,
      )
      return { id: kept.id, state: 'stuck', subjectId: kept.subjectId }
    }
  }
}

/** The database itself is in trouble: nothing may be accepted. A violated constraint is a bug of what follows the event. */
function isDatabaseTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT')
}
