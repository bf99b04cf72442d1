import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import { nextTick } from '#nodes/revops/next-tick'
import type { Schedule } from '#nodes/revops/schedule'
import type { StartSpec } from '#nodes/sdk/start-spec'
import { createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { events, flows, triggers } from '../db/schema'
import type { Writer } from '../db/writer'
import { internalSource } from '../events/internal-source'
import type { TickProgress } from '../flows/table'
import { createFindLeads } from '../leads/find-leads'
import { createReadLead } from '../leads/read-lead'
import { openWorkItem } from '../work-items/open-work-item'
import { createStartByTrigger } from './start-by-trigger'

/** A tick makes at most so many runs, and looks at so many leads in one transaction. */
const maxRunsPerTick = 10_000
const leadsPerGroup = 500

/** A tick that begins later than this is told of in the audit log. */
const lateAfterMs = 60_000
const lookWithinMs = 24 * 3_600_000

type Trigger = typeof triggers.$inferSelect
type ScheduleSpec = Extract<StartSpec, { on: 'schedule' }>

/**
 * Does one transaction of what schedules ask for at `now`, and says whether there is more to do. A tick belongs to its instant,
 * not to when it is noticed: its runs carry the instant in their key, and the trigger's row moves on by compare-and-set, so that
 * any number of processes make each run once. A tick about leads goes group by group and is taken up where it stood.
 *
 * Ticks that passed unseen are not made up for one by one: the newest runs, late, and the audit log says how many were left out.
 */
export function createTickTriggers(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const readLead = createReadLead(db)
  const findLeads = createFindLeads(db, readLead)
  const startByTrigger = createStartByTrigger(db)
  const addAudit = createAddAudit(db)
  const due = (now: number) => db.select().from(triggers).where(and(isNotNull(triggers.nextAt), lte(triggers.nextAt, now))).orderBy(asc(triggers.nextAt), asc(triggers.id)).limit(1).get()

  /** Keeps the tick as an event, which its runs are about: when it should have come, and when it came. Part of the group's transaction. */
  function beginTick(trigger: Trigger, spec: ScheduleSpec, now: number): TickProgress {
    const { at, missed } = newestTick(spec.schedule, trigger.nextAt ?? now, now)
    const eventId = newId(now)
    const data = { at: new Date(at).toISOString(), lateMs: now - at, missed }
    db.insert(events)
      .values({
        id: eventId, sourceId: internalSource(db, now), externalId: `tick:${trigger.flowId}:${at}:${eventId}`, type: 'schedule.ticked', data, subjectType: 'workspace', subjectId: 'workspace',
        occurredAt: at, receivedAt: now, state: 'done',
      })
      .run()
    if (now - at > lateAfterMs || missed > 0) {
      addAudit({ actor: { kind: 'system', id: 'scheduler' }, action: 'schedule.late', subject: { type: 'flow', id: trigger.flowId }, after: data, reason: 'Nothing was running at the time.' }, now)
    }
    return { at, eventId, after: null, minted: 0 }
  }

  /** Moves the trigger on to its next tick; nothing when another process has done it. */
  function endTick(trigger: Trigger, spec: ScheduleSpec, now: number): void {
    db.update(triggers)
      .set({ nextAt: nextTick(spec.schedule, now), tick: null })
      .where(and(eq(triggers.id, trigger.id), eq(triggers.nextAt, trigger.nextAt ?? 0)))
      .run()
  }

  function mint(trigger: Trigger, tick: TickProgress, subject: { type: string; id: string }, now: number): boolean {
    return startByTrigger(trigger, { subjectType: subject.type, subjectId: subject.id, dedupeKey: `tick:${new Date(tick.at).toISOString()}`, eventId: tick.eventId }, now) !== undefined
  }

  /** One group of leads; true when it was the last. */
  function mintGroup(trigger: Trigger, spec: ScheduleSpec, tick: TickProgress, now: number): boolean {
    const page = findLeads(spec.condition, tick.after, leadsPerGroup)
    let { minted } = tick
    for (const { id } of page.fitting) {
      if (minted >= maxRunsPerTick) {
        tellOfLimit(db, trigger.flowId, now)
        return true
      }
      if (mint(trigger, tick, { type: 'lead', id }, now)) minted += 1
    }
    if (page.last === undefined) return true
    db.update(triggers).set({ tick: { ...tick, after: page.last, minted } }).where(eq(triggers.id, trigger.id)).run()
    return false
  }

  return async (now) => {
    if (!due(now)) return false
    return writer.write(() => {
      const trigger = due(now)
      if (!trigger) return false
      const { spec } = trigger
      if (spec.on !== 'schedule') throw new Error(`triggers.tick: trigger ${trigger.id} has a next tick and no schedule`)
      const tick = trigger.tick ?? beginTick(trigger, spec, now)
      if (spec.about === 'once') mint(trigger, tick, { type: 'workspace', id: 'workspace' }, now)
      if (spec.about === 'once' || mintGroup(trigger, spec, tick, now)) endTick(trigger, spec, now)
      return true
    })
  }
}

/** The newest tick that is not in the future, from the first that is due on, and how many came before it. */
function newestTick(schedule: Schedule, first: number, now: number): { at: number; missed: number } {
  let at = first
  let missed = 0
  for (let next = nextTick(schedule, at); next <= now; next = nextTick(schedule, at)) {
    at = next
    missed += 1
  }
  return { at, missed }
}

/** Nobody is left out unseen. */
function tellOfLimit(db: Database, flowId: string, now: number): void {
  const name = db.select({ name: flows.name }).from(flows).where(eq(flows.id, flowId)).get()?.name ?? 'A flow'
  openWorkItem(
    db,
    {
      kind: 'task', title: `“${name}” fits more leads than it may start at once`, dueAt: now + lookWithinMs, openKey: `tick-limit:${flowId}`,
      detail: `At its last time it started ${maxRunsPerTick.toLocaleString('en')} runs, the oldest leads first. The others were not started. Give its condition fewer leads at a time, for example those without an owner.`,
    },
    now,
  )
}
