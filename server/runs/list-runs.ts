import { and, desc, eq, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { assignments, effects, flows, flowVersions, leads, reps, runs, runSteps, waits } from '../db/schema'
import { aboutWhom } from './about-whom'
import { activeStates } from './rehydrate-run'

export const runViews = ['all', 'open', 'failed', 'unsure', 'done'] as const
export type RunView = (typeof runViews)[number]

const pageSize = 60

const isUnsure = sql<number>`exists (select 1 from ${effects} where ${effects.runId} = ${runs.id} and ${effects.state} = 'unknown')`

function inView(view: RunView): SQL | undefined {
  switch (view) {
    case 'all':
      return undefined
    case 'open':
      return inArray(runs.state, ['queued', ...activeStates])
    case 'failed':
      return eq(runs.state, 'failed')
    case 'done':
      return eq(runs.state, 'done')
    case 'unsure':
      return sql`${runs.id} in (select ${effects.runId} from ${effects} where ${effects.state} = 'unknown')`
  }
}

/** A page of runs, newest first, with what each waits for. `cursor` is the last id of the page before. */
export function listRuns(db: Database, query: { view: RunView; flowId?: string; text?: string; cursor?: string }) {
  const { view, flowId, text, cursor } = query
  const pattern = text ? `%${text.replace(/[%_\\]/g, '\\$&')}%` : undefined
  const rows = db
    .select({
      id: runs.id, state: runs.state, hold: runs.hold, endReason: runs.endReason, failure: runs.failure, startedAt: runs.startedAt, endedAt: runs.endedAt,
      subjectType: runs.subjectType, flowId: runs.flowId, flowName: flows.name, version: flowVersions.number, document: flowVersions.document,
      subjectId: leads.id, name: leads.name, email: leads.email, company: leads.company, about: aboutWhom, unsure: isUnsure,
    })
    .from(runs)
    .innerJoin(flows, eq(flows.id, runs.flowId))
    .innerJoin(flowVersions, eq(flowVersions.id, runs.versionId))
    .leftJoin(leads, eq(leads.id, runs.subjectId))
    .where(
      and(
        inView(view),
        flowId ? eq(runs.flowId, flowId) : undefined,
        cursor ? lt(runs.id, cursor) : undefined,
        pattern ? or(like(leads.name, pattern), like(leads.company, pattern), like(leads.email, pattern)) : undefined,
      ),
    )
    .orderBy(desc(runs.id))
    .limit(pageSize + 1)
    .all()
  const page = rows.slice(0, pageSize)
  const where = standing(db, page.map((row) => row.id))
  const owners = ownersOf(db, page.flatMap((row) => row.subjectId ?? []))
  return {
    rows: page.map(({ document, failure, subjectType, flowId: id, flowName, version, subjectId, name, email, company, about, unsure, ...run }) => {
      const at = where.get(run.id)
      const nodeId = failure?.nodeId ?? at?.nodeId
      const label = nodeId && document.nodes.find((node) => node.id === nodeId)?.label
      return {
        ...run,
        subject: { id: subjectId ?? '', name: subjectType === 'workspace' ? about : (name ?? email ?? 'Unnamed lead'), company },
        flow: { id, name: flowName, version },
        at: label ? { label, detail: failure?.message ?? null, dueAt: failure ? null : (at?.dueAt ?? null) } : null,
        owner: owners.get(subjectId ?? '') ?? null,
        unsure: Boolean(unsure),
      }
    }),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How many runs each view holds. */
export function countRuns(db: Database, flowId?: string): Record<RunView, number> {
  const of = (view: RunView) =>
    db.select({ count: sql<number>`count(*)` }).from(runs).where(and(inView(view), flowId ? eq(runs.flowId, flowId) : undefined)).get()?.count ?? 0
  return { all: of('all'), open: of('open'), failed: of('failed'), unsure: of('unsure'), done: of('done') }
}

function standing(db: Database, runIds: string[]): Map<string, { nodeId: string; dueAt: number | null }> {
  if (runIds.length === 0) return new Map()
  const rows = db
    .select({ runId: runSteps.runId, nodeId: runSteps.nodeId, dueAt: waits.dueAt })
    .from(runSteps)
    .leftJoin(waits, and(eq(waits.runId, runSteps.runId), eq(waits.nodeId, runSteps.nodeId), eq(waits.visit, runSteps.visit), eq(waits.state, 'open')))
    .where(and(inArray(runSteps.runId, runIds), inArray(runSteps.state, ['waiting', 'held', 'running'])))
    // A run may stand at several steps: the wait that is over first tells most, and a list that is gone through least. The last row counts.
    .orderBy(sql`${waits.dueAt} is not null, ${waits.dueAt} desc, ${runSteps.startedAt}`)
    .all()
  return new Map(rows.map((row) => [row.runId, row]))
}

function ownersOf(db: Database, leadIds: string[]): Map<string, { id: string; name: string }> {
  if (leadIds.length === 0) return new Map()
  const rows = db
    .select({ leadId: assignments.subjectId, id: reps.id, name: reps.name })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(inArray(assignments.subjectId, leadIds), inArray(assignments.state, ['offered', 'accepted'])))
    .all()
  return new Map(rows.map(({ leadId, id, name }) => [leadId, { id, name }]))
}
