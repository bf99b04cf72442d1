import { eq, sql } from 'drizzle-orm'
import type { StartSpec } from '#nodes/sdk/start-spec'
import type { Database } from '../db/open-database'
import { deadlines } from '../db/schema'

/**
 * Brings the flow's running deadlines in line with its triggers: those that its triggers no longer have are dropped, the
 * others get the time that counts now, from their event on. One whose awaited event is there already is dropped too.
 */
export function keepDeadlines(db: Database, flowId: string, startsOn: StartSpec[]): void {
  const spec = startsOn.find((each) => each.on === 'event' && each.unless !== undefined)
  if (spec?.on !== 'event' || !spec.unless) {
    db.delete(deadlines).where(eq(deadlines.flowId, flowId)).run()
    return
  }
  const { event, withinMs } = spec.unless
  db.run(sql`delete from deadlines where flow_id = ${flowId} and (select type from events where events.id = deadlines.event_id) <> ${spec.event}`)
  db.run(sql`
    delete from deadlines where flow_id = ${flowId} and unless <> ${event} and exists (
      select 1 from events arrived join events began on began.id = deadlines.event_id
      where arrived.subject_id = deadlines.subject_id and arrived.type = ${event} and arrived.received_at >= began.received_at and arrived.id <> began.id
    )`)
  db.run(sql`update deadlines set unless = ${event}, due_at = (select received_at from events where events.id = deadlines.event_id) + ${withinMs} where flow_id = ${flowId}`)
}
