import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Plan } from '#engine/plan'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { assignments, contacts, effects, flows, flowVersions, reps, runLists, runs, runSteps, waits, workItems } from '../db/schema'
import { AppError } from '../errors/app-error'
import { readDraft } from '../flows/read-draft'
import { listReferences } from '../flows/references'
import { createReadLead } from '../leads/read-lead'
import { aboutWhom } from './about-whom'
import { countRounds } from './count-rounds'
import { heldBy, linksOf, movedFrom } from './run-links'

/** So many versions are searched for the names of steps that are gone. */
const maxLookedBack = 50

/** One run, whole: the version it stands on, what each step did and why, where it waits and until when, who holds it, and the runs around it. */
export function getRun(db: Database, runId: string, now: number) {
  const found = db
    .select({ run: runs, flowName: flows.name, version: flowVersions.number, document: flowVersions.document, plan: flowVersions.plan, about: aboutWhom })
    .from(runs)
    .innerJoin(flows, eq(flows.id, runs.flowId))
    .innerJoin(flowVersions, eq(flowVersions.id, runs.versionId))
    .where(eq(runs.id, runId))
    .get()
  if (!found) throw new AppError('not-found', 'There is no such run.')
  const { run, flowName, version, document, plan, about } = found
  const record = createReadLead(db)(run.subjectId) ?? {}
  const lead = (record.lead ?? {}) as JsonObject
  const owner = db
    .select({ id: reps.id, name: reps.name })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(eq(assignments.subjectType, run.subjectType), eq(assignments.subjectId, run.subjectId), inArray(assignments.state, ['offered', 'accepted'])))
    .get()
  const steps = stepsOf(db, runId, plan)
  return {
    id: run.id,
    subject: { type: run.subjectType, id: run.subjectId, name: run.subjectType === 'workspace' ? about : String(lead.name ?? lead.email ?? 'Unnamed lead'), company: (lead.company as string | null) ?? null },
    flow: { id: run.flowId, name: flowName, version },
    document: readDraft(document),
    state: run.state,
    hold: run.endedAt === null ? run.hold : null,
    pausedAt: run.pausedAt,
    heldBy: heldBy(db, run),
    ...linksOf(db, run),
    endReason: run.endReason,
    failure: run.failure,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    generation: run.generation,
    owner: owner ?? null,
    lead,
    now,
    steps,
    moved: movedFrom(db, run),
    formerSteps: formerSteps(db, run, new Set(document.nodes.map(({ id }) => id)), steps),
    workItems: db
      .select({ id: workItems.id, title: workItems.title, dueAt: workItems.dueAt, state: workItems.state })
      .from(workItems)
      .where(eq(workItems.runId, runId))
      .orderBy(asc(workItems.id))
      .all(),
    references: listReferences(db, now),
  }
}

/** The names of steps that it has done and that the version it goes on by does not have, as the newest version that has them calls them. */
function formerSteps(db: Database, run: typeof runs.$inferSelect, known: Set<string>, steps: { nodeId: string }[]): Record<string, string> {
  const gone = new Set(steps.map(({ nodeId }) => nodeId).filter((nodeId) => !known.has(nodeId)))
  if (gone.size === 0) return {}
  const others = db.select({ document: flowVersions.document }).from(flowVersions).where(and(eq(flowVersions.flowId, run.flowId), ne(flowVersions.id, run.versionId))).orderBy(desc(flowVersions.number)).limit(maxLookedBack).all()
  return Object.fromEntries([...gone].flatMap((nodeId) => {
    const label = others.flatMap(({ document }) => document.nodes).find(({ id }) => id === nodeId)?.label
    return label === undefined ? [] : [[nodeId, label]]
  }))
}

function stepsOf(db: Database, runId: string, plan: Plan) {
  const steps = db
    .select({ step: runSteps, dueAt: waits.dueAt, late: waits.late, waitState: waits.state })
    .from(runSteps)
    .leftJoin(waits, and(eq(waits.runId, runSteps.runId), eq(waits.nodeId, runSteps.nodeId), eq(waits.visit, runSteps.visit)))
    .where(eq(runSteps.runId, runId))
    // As they were begun: many begin in the same instant.
    .orderBy(asc(runSteps.startedAt), sql`run_steps.rowid`)
    .all()
  const sent = db
    .select({ effect: effects, name: sql<string | null>`coalesce(${reps.name}, ${contacts.name}, ${contacts.emailNorm})` })
    .from(effects)
    .leftJoin(reps, eq(reps.id, effects.recipient))
    .leftJoin(contacts, eq(contacts.id, effects.recipient))
    .where(eq(effects.runId, runId))
    .orderBy(asc(effects.key))
    .all()
  const lists = db
    .select({ nodeId: runLists.nodeId, visit: runLists.visit, length: sql<number>`json_array_length(${runLists.items})` })
    .from(runLists)
    .where(eq(runLists.runId, runId))
    .all()
  const visited = steps.map(({ step }) => step)
  return steps
    .map(({ step, dueAt, late }) => ({
      nodeId: step.nodeId, visit: step.visit, state: step.state, attempt: step.attempt, outlet: step.outlet, startedAt: step.startedAt, endedAt: step.endedAt,
      dueAt: step.state === 'waiting' ? dueAt : null, late: late ?? false, reason: step.reason, output: step.output, error: step.error,
      round: countRounds(plan, step, visited, lists.find((each) => each.nodeId === step.nodeId && each.visit === step.visit)?.length) ?? null,
      effects: sent
        .filter(({ effect }) => effect.nodeId === step.nodeId && effect.visit === step.visit)
        .map(({ effect, name }) => ({
          item: effect.item, channel: effect.channel, recipient: { id: effect.recipient, name: name ?? effect.recipient }, state: effect.state,
          attempt: effect.attempt, reason: effect.reason, at: effect.updatedAt,
        })),
    }))
}
