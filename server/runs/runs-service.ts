import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { RunsService } from '#nodes/sdk/services'
import type { Database } from '../db/open-database'
import { flows, runs } from '../db/schema'
import { endKey } from './end-key'
import { cancelRun } from './cancel-run'
import { createMintRun } from './mint-run'
import { activeStates } from './rehydrate-run'

/** How deep flows may start one another. */
const maxDepth = 20

function dedupeKeyOf({ runId, nodeId, visit }: { runId: string; nodeId: string; visit: number }): string {
  return `sub:${runId}:${nodeId}:${visit}`
}

/** Runs that steps start. The same step starts one, however often it is asked. */
export function createRunsService(db: Database): (now: number) => RunsService {
  const mintRun = createMintRun(db)
  return (now) => ({
    endKey,
    stopSubflow(parent) {
      const child = db
        .select({ id: runs.id })
        .from(runs)
        .where(and(eq(runs.parentRunId, parent.runId), eq(runs.dedupeKey, dedupeKeyOf(parent)), inArray(runs.state, ['queued', ...activeStates])))
        .get()
      if (child) cancelRun(db, { runId: child.id, reason: 'cancelled', actor: { kind: 'run', id: parent.runId } }, now)
    },
    startSubflow({ flowId, subject, parent }) {
      const flow = db.select({ name: flows.name, publishedId: flows.publishedId }).from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
      if (!flow?.publishedId) return { refused: flow ? `“${flow.name}” is not published. Publish it, or choose another flow.` : 'The flow that this step starts does not exist any more. Choose another and publish again.' }
      const above = db.select({ depth: runs.depth, chain: runs.chain, eventId: runs.eventId }).from(runs).where(eq(runs.id, parent.runId)).get()
      if (!above) throw new Error(`runs.startSubflow: run ${parent.runId} is gone`)
      if (above.depth + 1 > maxDepth) return { refused: `Flows have started one another ${maxDepth} deep, and “${flow.name}” would go deeper. That is nearly always a circle: look which flow starts which.` }
      const dedupeKey = dedupeKeyOf(parent)
      mintRun(
        {
          flowId, versionId: flow.publishedId, subjectType: subject.type, subjectId: subject.id, dedupeKey, eventId: above.eventId,
          parentRunId: parent.runId, depth: above.depth + 1, chain: above.chain,
        },
        now,
      )
      const known = db.select({ id: runs.id, endReason: runs.endReason }).from(runs).where(and(eq(runs.flowId, flowId), eq(runs.subjectId, subject.id), eq(runs.dedupeKey, dedupeKey))).get()
      if (!known) throw new Error('runs.startSubflow: neither minted nor known')
      if (known.endReason === 'dropped') return { refused: `“${flow.name}” is under way for this lead already, and is set to leave out a second run.` }
      return { runId: known.id }
    },
  })
}
