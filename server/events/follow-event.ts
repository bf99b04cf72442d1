import { and, eq, sql } from 'drizzle-orm'
import { settledAt } from '#engine/triggers/due-start'
import { type MatchedTrigger, matchTriggers } from '#engine/triggers/match-triggers'
import type { Json, JsonObject } from '#nodes/sdk/json'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { deadlines, events, runs, triggers } from '../db/schema'
import { createCreateLead } from '../leads/create-lead'
import { createReadLead } from '../leads/read-lead'
import { noteTouch } from '../contact-gate/note-touch'
import { createLeaveRuns } from '../runs/leave-runs'
import { armOnEvent } from '../triggers/arm-lead'
import { arm, findArmed } from '../triggers/armed-rows'
import { createStartByTrigger } from '../triggers/start-by-trigger'
import { createAnswerEvent } from './answer-event'
import { loopLimit, stopLoop } from './stop-loop'

export type KeptEvent = Pick<typeof events.$inferSelect, 'id' | 'sourceId' | 'type' | 'data' | 'subjectType' | 'subjectId' | 'occurredAt' | 'receivedAt' | 'causeRunId'>

type Subject = { type: string; id: string }

/**
 * What follows an event that is kept, as part of the caller's transaction: a lead where one arrives; a colleague's touch that it tells of; runs that end
 * by it, deadlines that it clears, starts that it puts off, waits that it answers, and the runs (or deadlines) of every flow that it starts. Returns its subject.
 */
export function createFollowEvent(db: Database): (event: KeptEvent, now: number, options?: { startsFlows?: boolean }) => Subject | null {
  const createLead = createCreateLead(db)
  const readLead = createReadLead(db)
  const leaveRuns = createLeaveRuns(db)
  const startByTrigger = createStartByTrigger(db)
  const answerEvent = createAnswerEvent(db)
  const findTriggers = db.select().from(triggers).where(eq(triggers.eventType, sql.placeholder('type'))).prepare()
  const findChain = db.select({ chain: runs.chain }).from(runs).where(eq(runs.id, sql.placeholder('id'))).prepare()
  const setSubject = db.update(events).set({ subjectType: 'lead', subjectId: sql`${sql.placeholder('subjectId')}` }).where(eq(events.id, sql.placeholder('id'))).prepare()
  const clearDeadlines = db
    .delete(deadlines)
    .where(and(eq(deadlines.subjectType, sql.placeholder('subjectType')), eq(deadlines.subjectId, sql.placeholder('subjectId')), eq(deadlines.unless, sql.placeholder('type'))))
    .prepare()

  function subjectOf(event: KeptEvent, now: number): Subject | null {
    if (event.subjectType !== null && event.subjectId !== null) return { type: event.subjectType, id: event.subjectId }
    if (event.type !== 'lead.received') return null
    const leadId = createLead(event, now)
    setSubject.run({ id: event.id, subjectId: leadId })
    return { type: 'lead', id: leadId }
  }

  function startRuns(event: KeptEvent, subject: Subject, now: number): void {
    const candidates = findTriggers.all({ type: event.type })
    if (candidates.length === 0) return
    const arrived = { type: event.type, sourceId: event.sourceId, before: valuesBefore(event.data) }
    const chain = event.causeRunId === null ? 0 : (findChain.get({ id: event.causeRunId })?.chain ?? 0) + 1
    for (const trigger of matchTriggers(arrived, candidates, () => readLead(subject.id) ?? {})) {
      if (chain > loopLimit) stopLoop(db, { event, flowId: trigger.flowId, subject, chain }, now)
      else startOne(trigger, event, subject, chain, now)
    }
  }

  /** At once, or once nothing else has come or followed in time. */
  function startOne(trigger: MatchedTrigger, event: KeptEvent, subject: Subject, chain: number, now: number): void {
    const { flowId, spec } = trigger
    const about = { flowId, subjectType: subject.type, subjectId: subject.id }
    if (spec.unless) {
      db.insert(deadlines)
        .values({ id: newId(now), ...about, eventId: event.id, unless: spec.unless.event, dueAt: now + spec.unless.withinMs })
        .onConflictDoNothing()
        .run()
    } else if (spec.settleMs !== undefined) {
      const since = findArmed(db, about)?.since ?? now
      arm(db, { ...about, since, eventId: event.id, dueAt: settledAt(spec.settleMs, since, now) })
    } else startByTrigger(trigger, { subjectType: subject.type, subjectId: subject.id, dedupeKey: event.id, eventId: event.id, chain }, now)
  }

  return (event, now, { startsFlows = true } = {}) => {
    const subject = subjectOf(event, now)
    if (subject) noteTouch(db, { ...event, subject }, now)
    if (subject) clearDeadlines.run({ subjectType: subject.type, subjectId: subject.id, type: event.type })
    if (subject) leaveRuns({ ...event, subject }, now)
    answerEvent({ ...event, subject }, now)
    if (subject?.type === 'lead') armOnEvent(db, event, subject.id, () => readLead(subject.id), now)
    if (subject && startsFlows) startRuns(event, subject, now)
    return subject
  }
}

/** What the fields held before that a change of a record names, by their paths. */
function valuesBefore({ changes }: JsonObject): JsonObject {
  const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject(changes)) return {}
  return Object.fromEntries(Object.entries(changes).map(([path, change]) => [path, isObject(change) ? (change.from ?? null) : null]))
}
