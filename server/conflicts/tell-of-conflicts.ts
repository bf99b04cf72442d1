import { asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { conflicts, events, flows, runs } from '../db/schema'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'

const atOnce = 200
const otherRuns = alias(runs, 'other_runs')
const otherFlows = alias(flows, 'other_flows')

/**
 * Tells flows of conflicts that were found, by an event “conflict.detected” about the lead of the run that gave way, or whom two colleagues reached; a group in one transaction. Says whether there is more to do. Each is
 * told of once: in the transaction that marks it.
 */
export function createTellOfConflicts(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const keepEvent = createKeepEvent(db)
  const untold = db
    .select({ id: conflicts.id, kind: conflicts.kind, action: conflicts.action, rule: conflicts.rule, flow: flows.name, otherFlow: otherFlows.name, subjectType: sql<string | null>`coalesce(${runs.subjectType}, ${events.subjectType})`, subjectId: sql<string | null>`coalesce(${runs.subjectId}, ${events.subjectId})` })
    .from(conflicts)
    .leftJoin(runs, eq(runs.id, conflicts.runId))
    .leftJoin(events, eq(events.id, conflicts.eventId))
    .leftJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(otherRuns, eq(otherRuns.id, conflicts.otherRunId))
    .leftJoin(otherFlows, eq(otherFlows.id, otherRuns.flowId))
    .where(isNull(conflicts.toldAt))
    .orderBy(asc(conflicts.id))
    .limit(atOnce)
    .prepare()
  const isUntold = db.select({ id: conflicts.id }).from(conflicts).where(isNull(conflicts.toldAt)).limit(1).prepare()

  return async (now) => {
    if (!isUntold.get()) return false
    return writer.write((tx) => {
      const found = untold.all()
      for (const { id, kind, action, rule, flow, otherFlow, subjectType, subjectId } of found) {
        tx.update(conflicts).set({ toldAt: now }).where(eq(conflicts.id, id)).run()
        if (subjectType !== 'lead' || subjectId === null) continue
        const data = { conflictId: id, kind, action, rule, flow: flow ?? '', otherFlow: otherFlow ?? '' }
        keepEvent({ sourceId: internalSource(tx, now), externalId: `conflict:${id}`, type: 'conflict.detected', data, occurredAt: now, subject: { type: 'lead', id: subjectId } }, now)
      }
      return found.length === atOnce
    })
  }
}
