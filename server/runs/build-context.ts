import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { StepRef } from '#engine/advance/messages'
import type { PlacedNode } from '#engine/run-store'
import type { StepContext } from '#nodes/sdk/context'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { events, runs, runSteps } from '../db/schema'
import type { LoadedVersion } from './version-cache'

/** Reads what a step may know, fresh: the record, the outputs of earlier steps, the event. */
export function createBuildContext(db: Database, readLead: (leadId: string) => JsonObject | undefined) {
  const findRun = db
    .select({ subjectType: runs.subjectType, subjectId: runs.subjectId, startedAt: runs.startedAt, type: events.type, data: events.data, occurredAt: events.occurredAt, receivedAt: events.receivedAt })
    .from(runs)
    .leftJoin(events, eq(events.id, runs.eventId))
    .where(eq(runs.id, sql.placeholder('runId')))
    .prepare()
  const findOutputs = db
    .select({ nodeId: runSteps.nodeId, output: runSteps.output })
    .from(runSteps)
    .where(and(eq(runSteps.runId, sql.placeholder('runId')), isNotNull(runSteps.output)))
    .orderBy(asc(runSteps.startedAt), asc(runSteps.visit))
    .prepare()

  return (runId: string, version: LoadedVersion, ref: StepRef, node: PlacedNode, params: unknown, now: number): StepContext<never> => {
    const run = findRun.get({ runId })
    if (!run) throw new Error(`runs.buildContext: run ${runId} is gone`)
    const outputs: Record<string, JsonObject> = {}
    const vars: Record<string, Json> = {}
    for (const { nodeId, output } of findOutputs.all({ runId })) {
      if (!output) continue
      outputs[nodeId] = output
      if (version.plan.steps[nodeId]?.op === 'set') Object.assign(vars, output)
    }
    return {
      params: params as never,
      subject: { type: 'lead', id: run.subjectId },
      record: readLead(run.subjectId) ?? {},
      outputs,
      vars,
      event: { type: run.type ?? 'manual', data: run.data ?? {}, occurredAt: run.occurredAt ?? run.startedAt, receivedAt: run.receivedAt ?? run.startedAt },
      run: { id: runId, flowId: version.flowId, flowName: version.flowName, startedAt: run.startedAt },
      step: { ...ref, label: node.label },
      now,
    }
  }
}
