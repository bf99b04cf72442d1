import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { StepRef } from '#engine/advance/messages'
import type { Loop } from '#engine/advance/state'
import type { PlacedNode } from '#engine/run-store'
import type { LoopItem, StepContext, Subject } from '#nodes/sdk/context'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { events, runLists, runs, runSteps } from '../db/schema'
import type { LoadedVersion } from './version-cache'

interface Origin {
  subjectType: string
  subjectId: string
  startedAt: number
  eventId: string | null
  type: string | null
  occurredAt: number | null
  receivedAt: number | null
}

const maxOrigins = 2_000

interface Asked {
  ref: StepRef
  node: PlacedNode
  params: unknown
  loop: Loop | undefined
}

/**
 * Reads what a step may know, fresh: the record, the outputs of earlier steps, the event, the item of its round. Most is
 * read when it is looked at, and of outputs only the newest of each step: a run may have thousands behind it.
 */
export function createBuildContext(db: Database, readLead: (leadId: string) => JsonObject | undefined) {
  const findOrigin = db
    .select({
      subjectType: runs.subjectType, subjectId: runs.subjectId, startedAt: runs.startedAt, eventId: runs.eventId, type: events.type, occurredAt: events.occurredAt,
      receivedAt: events.receivedAt,
    })
    .from(runs)
    .leftJoin(events, eq(events.id, runs.eventId))
    .where(eq(runs.id, sql.placeholder('runId')))
    .prepare()
  const findEventData = db.select({ data: events.data }).from(events).where(eq(events.id, sql.placeholder('id'))).prepare()
  const origins = new Map<string, Origin>()
  const findOutput = db
    .select({ output: runSteps.output, endedAt: runSteps.endedAt })
    .from(runSteps)
    .where(and(eq(runSteps.runId, sql.placeholder('runId')), eq(runSteps.nodeId, sql.placeholder('nodeId')), isNotNull(runSteps.output)))
    .orderBy(desc(runSteps.visit))
    .limit(1)
    .prepare()
  const findItem = db
    .select({ item: sql<string | null>`${runLists.items} -> (${sql.placeholder('path')})` })
    .from(runLists)
    .where(and(eq(runLists.runId, sql.placeholder('runId')), eq(runLists.nodeId, sql.placeholder('nodeId')), eq(runLists.visit, sql.placeholder('visit'))))
    .prepare()

  /** What a run began with: it never changes, and nothing of it is about a person. */
  function originOf(runId: string): Origin {
    const known = origins.get(runId)
    if (known) return known
    const found = findOrigin.get({ runId })
    if (!found) throw new Error(`runs.buildContext: run ${runId} is gone`)
    if (origins.size >= maxOrigins) origins.clear()
    origins.set(runId, found)
    return found
  }

  function newestOutputs(runId: string, nodeIds: string[]): { nodeId: string; output: JsonObject; endedAt: number }[] {
    return nodeIds.flatMap((nodeId) => {
      const row = findOutput.get({ runId, nodeId })
      return row?.output ? [{ nodeId, output: row.output, endedAt: row.endedAt ?? 0 }] : []
    })
  }

  function itemOf(runId: string, { at, visit, index, count }: Loop): LoopItem {
    const row = findItem.get({ runId, nodeId: at, visit, path: `$[${index}]` })
    // Without a list the rounds are only counted.
    const value: Json = row?.item ? (JSON.parse(row.item) as Json) : index + 1
    const subject = subjectOf(value)
    return { index, count, value: subject ? { ...(readLead(subject.id)?.lead as JsonObject | undefined), ...(value as JsonObject) } : value, ...(subject && { subject }) }
  }

  return (runId: string, version: LoadedVersion, { ref, node, params, loop }: Asked, now: number): StepContext<never> => {
    const run = originOf(runId)
    const subject: Subject = { type: run.subjectType === 'workspace' ? 'workspace' : 'lead', id: run.subjectId }
    return {
      params: params as never,
      subject,
      get record() {
        return once(this, 'record', (subject.type === 'lead' && readLead(subject.id)) || {})
      },
      get outputs() {
        return once(this, 'outputs', Object.fromEntries(newestOutputs(runId, version.stepIds.all).map(({ nodeId, output }) => [nodeId, output])))
      },
      get vars() {
        const set = newestOutputs(runId, version.stepIds.set).sort((a, b) => a.endedAt - b.endedAt)
        return once<Record<string, Json>>(this, 'vars', Object.assign({}, ...set.map(({ output }) => output)))
      },
      ...(loop && { item: itemOf(runId, loop) }),
      event: {
        type: run.type ?? 'manual', occurredAt: run.occurredAt ?? run.startedAt, receivedAt: run.receivedAt ?? run.startedAt,
        get data() {
          return once(this, 'data', (run.eventId !== null && findEventData.get({ id: run.eventId })?.data) || {})
        },
      },
      run: { id: runId, flowId: version.flowId, flowName: version.flowName, startedAt: run.startedAt },
      step: { ...ref, label: node.label },
      now,
    }
  }
}

/** Keeps what a getter found in its place. */
function once<T>(owner: object, name: string, value: T): T {
  Object.defineProperty(owner, name, { value, enumerable: true })
  return value
}

function subjectOf(value: Json): Subject | undefined {
  const subject = (value as { subject?: Partial<Subject> } | null)?.subject
  return subject?.type === 'lead' && typeof subject.id === 'string' ? { type: 'lead', id: subject.id } : undefined
}
