import { eq } from 'drizzle-orm'
import { nextTick } from '#nodes/revops/next-tick'
import type { StartSpec } from '#nodes/sdk/start-spec'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { triggers } from '../db/schema'
import { dropAllArmed, dropArmed } from './keep-armed'
import { keepDeadlines } from './keep-deadlines'

/**
 * Makes these the flow's only triggers from this commit on. A schedule that stays as it was keeps its next tick, so that one
 * that is due at this very moment is not lost; deadlines that run stay where the new triggers still have them.
 */
export function writeTriggers(db: Database, flow: { flowId: string; versionId: string; startsOn: StartSpec[] }, now: number): void {
  const { flowId, versionId, startsOn } = flow
  const before = db.select().from(triggers).where(eq(triggers.flowId, flowId)).all()
  db.delete(triggers).where(eq(triggers.flowId, flowId)).run()
  for (const spec of startsOn) {
    const same = before.find((each) => JSON.stringify(each.spec) === JSON.stringify(spec))
    const nextAt = spec.on === 'schedule' ? (same?.nextAt ?? nextTick(spec.schedule, now)) : null
    const arms = spec.on === 'silence' || spec.on === 'date' ? spec.on : null
    const arming = arms === null ? null : same ? same.arming : { after: null, since: now }
    db.insert(triggers).values({ id: newId(now), flowId, versionId, eventType: spec.on === 'event' ? spec.event : null, spec, nextAt, tick: same?.tick ?? null, arms, arming }).run()
  }
  if (before.find(({ arms }) => arms !== null)?.arms !== startsOn.find(({ on }) => on === 'silence' || on === 'date')?.on) dropArmed(db, flowId)
  keepDeadlines(db, flowId, startsOn)
}

/** Nothing starts this flow any more, from this commit on. Runs in flight go on. */
export function dropTriggers(db: Database, flowId: string): void {
  db.delete(triggers).where(eq(triggers.flowId, flowId)).run()
  keepDeadlines(db, flowId, [])
  dropAllArmed(db, flowId)
}
