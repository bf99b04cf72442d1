import { asc, eq, lte, sql } from 'drizzle-orm'
import { dateDue, silenceDue } from '#engine/triggers/due-start'
import { evaluate } from '#nodes/revops/evaluate-condition'
import type { JsonObject } from '#nodes/sdk/json'
import { createAddAudit } from '../audit/add-audit'
import { readBusinessHours } from '../calendar/business-hours'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { armedStarts, events, leads, runs, triggers } from '../db/schema'
import { insertRow } from '../db/write-rows'
import type { Writer } from '../db/writer'
import { internalSource } from '../events/internal-source'
import { createReadLead } from '../leads/read-lead'
import { type ArmedStart, disarm } from './armed-rows'
import { overStates } from '../leads/over-states'
import { createStartByTrigger, type StartingTrigger } from './start-by-trigger'

const atOnce = 200
/** What starts later than this is told of in the audit log. */
const lateAfterMs = 60_000

/**
 * Starts the runs of armed starts that are due, a group in one transaction, and says whether there is more to do. Whoever deletes the row decides. The trigger is asked
 * again, as it stands now: a lead that no longer fits, or is over, starts nothing, and a time that has become longer is waited for. What passed while nothing was running starts once,
 * late, and the audit log says so.
 */
export function createMintArmed(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const readLead = createReadLead(db)
  const startByTrigger = createStartByTrigger(db)
  const addAudit = createAddAudit(db)
  const due = (now: number) => db.select().from(armedStarts).where(lte(armedStarts.dueAt, now)).orderBy(asc(armedStarts.dueAt)).limit(atOnce).all()
  const triggersOf = db.select().from(triggers).where(eq(triggers.flowId, sql.placeholder('flowId'))).prepare()
  const stateOf = db.select({ state: leads.state, deletedAt: leads.deletedAt }).from(leads).where(eq(leads.id, sql.placeholder('id'))).prepare()

  const isOver = (leadId: string) => {
    const lead = stateOf.get({ id: leadId })
    return !lead || lead.deletedAt !== null || overStates.some((state) => state === lead.state)
  }

  /** Keeps what the run is about: that the time has come. */
  function keepEvent(type: string, { flowId, subjectType, subjectId, dueAt }: ArmedStart, data: JsonObject, now: number): string {
    const id = newId(now)
    insertRow(db, events, {
      id, sourceId: internalSource(db, now), externalId: `${type}:${flowId}:${id}`, type, data: { ...data, lateMs: now - dueAt }, subjectType, subjectId, occurredAt: dueAt, receivedAt: now, state: 'done',
    })
    return id
  }

  function startSettled(armed: ArmedStart, eventId: string, now: number): boolean {
    const event = db.select({ type: events.type, chain: runs.chain }).from(events).leftJoin(runs, eq(runs.id, events.causeRunId)).where(eq(events.id, eventId)).get()
    const trigger = triggersOf.all({ flowId: armed.flowId }).find(({ spec }) => spec.on === 'event' && spec.event === event?.type)
    if (trigger?.spec.on !== 'event') return false
    const { condition } = trigger.spec
    if (condition && !evaluate(condition, readLead(armed.subjectId) ?? {}).passed) return false
    return isNew(trigger, armed, { dedupeKey: eventId, eventId, ...(event?.chain != null && { chain: event.chain + 1 }) }, now)
  }

  function isNew(trigger: StartingTrigger, { subjectType, subjectId }: ArmedStart, start: { dedupeKey: string; eventId: string; chain?: number }, now: number): boolean {
    return startByTrigger(trigger, { subjectType, subjectId, ...start }, now) !== undefined
  }

  /** Whether a run came of it. */
  function start(armed: ArmedStart, now: number): boolean {
    if (armed.eventId !== null) return startSettled(armed, armed.eventId, now)
    const trigger = triggersOf.all({ flowId: armed.flowId }).find(({ arms }) => arms !== null)
    const record = readLead(armed.subjectId)
    if (!trigger || !record || isOver(armed.subjectId)) return false
    const { spec } = trigger
    if (spec.on !== 'silence' && spec.on !== 'date') return false
    const since = new Date(armed.since).toISOString()
    const hours = readBusinessHours(db)
    const dueAt = spec.on === 'silence' ? silenceDue(spec, armed.since, hours) : (dateDue(spec, record, hours)?.dueAt ?? armed.dueAt)
    if (dueAt > now) {
      insertRow(db, armedStarts, { ...armed, dueAt })
      return false
    }
    if (spec.condition && !evaluate(spec.condition, record).passed) return false
    const eventId = spec.on === 'silence' ? keepEvent('lead.silent', armed, { since }, now) : keepEvent('lead.date-came', armed, { field: spec.field, date: since }, now)
    // A silence and a date start a flow once, however often it is published meanwhile.
    return isNew(trigger, armed, { dedupeKey: spec.on === 'silence' ? `silence:${armed.since}` : `date:${spec.field}:${armed.since}`, eventId }, now)
  }

  return async (now) => {
    if (due(now).length === 0) return false
    return writer.write(() => {
      const over = due(now)
      const late = new Map<string, { starts: number; oldest: number }>()
      for (const armed of over) {
        disarm(db, armed)
        if (!start(armed, now) || now - armed.dueAt <= lateAfterMs) continue
        const known = late.get(armed.flowId) ?? { starts: 0, oldest: armed.dueAt }
        late.set(armed.flowId, { starts: known.starts + 1, oldest: Math.min(known.oldest, armed.dueAt) })
      }
      for (const [flowId, { starts, oldest }] of late) {
        addAudit({ actor: { kind: 'system', id: 'scheduler' }, action: 'trigger.late', subject: { type: 'flow', id: flowId }, after: { starts, lateMs: now - oldest }, reason: 'Nothing was running at the time.' }, now)
      }
      return over.length === atOnce
    })
  }
}
