import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/open-database'
import { conflicts, contacts, flows, runs, touches } from '../db/schema'
import type { Conflict } from './note-conflict'

const pageSize = 50
/** The shares that the page shows look so far back. */
export const lookBackMs = 30 * 86_400_000

const otherRuns = alias(runs, 'other_runs')
const otherFlows = alias(flows, 'other_flows')

/** Conflicts, the newest first, a page after `cursor` (the id of the last of the page before); with the person and the flows by name. */
export function listConflicts(db: Database, of: { kind?: Conflict['kind']; state?: Conflict['state']; contactId?: string; cursor?: string }) {
  const found = db
    .select({
      id: conflicts.id, kind: conflicts.kind, rule: conflicts.rule, action: conflicts.action, state: conflicts.state, outcome: conflicts.outcome, detectedAt: conflicts.detectedAt, resolvedAt: conflicts.resolvedAt,
      contactId: conflicts.contactId, contact: contacts.name, runId: conflicts.runId, flow: flows.name, otherRunId: conflicts.otherRunId, otherFlow: otherFlows.name,
      leadId: sql<string | null>`case when ${runs.subjectType} = 'lead' then ${runs.subjectId} end`,
    })
    .from(conflicts)
    .innerJoin(contacts, eq(contacts.id, conflicts.contactId))
    .leftJoin(runs, eq(runs.id, conflicts.runId))
    .leftJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(otherRuns, eq(otherRuns.id, conflicts.otherRunId))
    .leftJoin(otherFlows, eq(otherFlows.id, otherRuns.flowId))
    .where(
      and(
        of.kind ? eq(conflicts.kind, of.kind) : undefined, of.state ? eq(conflicts.state, of.state) : undefined, of.contactId ? eq(conflicts.contactId, of.contactId) : undefined,
        of.cursor ? lt(conflicts.id, of.cursor) : undefined,
      ),
    )
    .orderBy(desc(conflicts.id))
    .limit(pageSize + 1)
    .all()
  return { rows: found.slice(0, pageSize), cursor: found.length > pageSize ? (found[pageSize - 1]?.id ?? null) : null }
}

/**
 * How it stands over the last 30 days: conflicts found, settled (nothing reached the person) and delivered; the people who were written to or called, and those of them who noticed a
 * conflict.
 */
export function conflictFigures(db: Database, now: number): { found: number; open: number; resolved: number; delivered: number; peopleReached: number; peopleInConflict: number } {
  const since = gte(conflicts.detectedAt, now - lookBackMs)
  const states = db.select({ state: conflicts.state, count: sql<number>`count(*)` }).from(conflicts).where(since).groupBy(conflicts.state).all()
  const countOf = (state: Conflict['state']) => states.find((each) => each.state === state)?.count ?? 0
  const people = db.select({ count: sql<number>`count(distinct ${conflicts.contactId})` }).from(conflicts).where(and(since, eq(conflicts.state, 'delivered'))).get()
  const reached = db.select({ count: sql<number>`count(distinct ${touches.contactId})` }).from(touches).where(gte(touches.at, now - lookBackMs)).get()
  return {
    found: states.reduce((sum, { count }) => sum + count, 0), open: countOf('open'), resolved: countOf('resolved'), delivered: countOf('delivered'),
    peopleReached: reached?.count ?? 0, peopleInConflict: people?.count ?? 0,
  }
}
