import { and, eq, inArray, sql } from 'drizzle-orm'
import type { RunTx } from '#engine/run-store'
import type { Json } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { effects, runLists, runSteps, workItems } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { openWorkItem } from '../work-items/open-work-item'
import { closeWaitRow } from './answer-waits'
import { isOpen } from '../work-items/is-open'

/** How long ops have to install a node that steps wait for. */
const installWithinMs = 4 * 3_600_000

type StepRows = Pick<RunTx, 'findStep' | 'beginStep' | 'finishStep' | 'retryStep' | 'holdStep' | 'clearMissing' | 'dropStep' | 'keepList' | 'countList'>

/** Recorded outcomes: one row per visit of a step, its outcome written once. */
export function createStepRows(db: Database): StepRows {
  const key = and(eq(runSteps.runId, sql.placeholder('runId')), eq(runSteps.nodeId, sql.placeholder('nodeId')), eq(runSteps.visit, sql.placeholder('visit')))
  const find = db.select({ state: runSteps.state, attempt: runSteps.attempt, outlet: runSteps.outlet, error: runSteps.error }).from(runSteps).where(key).prepare()
  const listKey = and(eq(runLists.runId, sql.placeholder('runId')), eq(runLists.nodeId, sql.placeholder('nodeId')), eq(runLists.visit, sql.placeholder('visit')))
  const count = db.select({ count: sql<number>`json_array_length(${runLists.items})` }).from(runLists).where(listKey).prepare()
  const target = [runSteps.runId, runSteps.nodeId, runSteps.visit]
  return {
    findStep(runId, { nodeId, visit }) {
      const row = find.get({ runId, nodeId, visit })
      if (!row) return undefined
      const { state, attempt, outlet, error } = row
      if (state === 'failed' && error) return { state, attempt, outcome: { failed: error } }
      return state === 'done' && outlet !== null ? { state, attempt, outcome: { outlet } } : { state, attempt }
    },
    beginStep(runId, { nodeId, visit }, state, now) {
      const isNew = insertRow(db, runSteps, { runId, nodeId, visit, state, startedAt: now }, { orIgnore: true })
      if (!isNew) updateRows(db, runSteps, { state, reason: null }, { runId, nodeId, visit, state: ['held', 'running'] })
    },
    finishStep(runId, { nodeId, visit }, outcome, { reason, output }, now) {
      const values = {
        ...('failed' in outcome ? { state: 'failed' as const, error: outcome.failed } : { state: 'done' as const, outlet: outcome.outlet }),
        ...(reason && { reason }), ...(output && { output }), endedAt: now,
      }
      const isNew = insertRow(db, runSteps, { runId, nodeId, visit, startedAt: now, ...values }, { orIgnore: true })
      if (!isNew) updateRows(db, runSteps, values, { runId, nodeId, visit })
    },
    retryStep(runId, { nodeId, visit }, { attempt, reason, until }, now) {
      const values = { state: 'running' as const, attempt, reason: { retry: reason, until } }
      db.insert(runSteps).values({ runId, nodeId, visit, startedAt: now, ...values }).onConflictDoUpdate({ target, set: values }).run()
    },
    holdStep(run, { nodeId, visit }, node, now) {
      const values = { state: 'held' as const, reason: { missing: node.type } }
      db.insert(runSteps).values({ runId: run.id, nodeId, visit, startedAt: now, ...values }).onConflictDoUpdate({ target, set: values }).run()
      openWorkItem(
        db,
        {
          kind: 'node-missing', title: `Steps of the kind “${node.type}” wait`, runId: run.id,
          detail: 'This installation does not know that kind of step, or knows an older one. Runs that came to it wait where they are and lose nothing. Install it; they go on by themselves.',
          dueAt: now + installWithinMs, openKey: `node-missing:${node.type}`,
        },
        now,
      )
    },
    clearMissing(nodeType, now) {
      db.update(workItems)
        .set({ state: 'done', doneAt: now, doneBy: 'watertight', outcome: 'It is here; the runs go on.' })
        .where(and(eq(workItems.openKey, `node-missing:${nodeType}`), isOpen))
        .run()
    },
    dropStep(runId, { nodeId, visit }, now) {
      closeWaitRow(db, { runId, nodeId, visit }, { state: 'cancelled' }, now)
      const values = { state: 'dropped' as const, endedAt: now }
      db.insert(runSteps)
        .values({ runId, nodeId, visit, startedAt: now, ...values })
        .onConflictDoUpdate({ target, set: values, setWhere: inArray(runSteps.state, ['running', 'waiting', 'held']) })
        .run()
      db.update(effects)
        .set({ state: 'cancelled', reason: 'Another branch made it needless.', updatedAt: now })
        .where(and(eq(effects.runId, runId), eq(effects.nodeId, nodeId), eq(effects.visit, visit), inArray(effects.state, ['claimed', 'held'])))
        .run()
    },
    keepList(runId, { nodeId, visit }, items: Json[]) {
      db.insert(runLists).values({ runId, nodeId, visit, items }).onConflictDoNothing().run()
    },
    countList: (runId, { nodeId, visit }) => count.get({ runId, nodeId, visit })?.count,
  }
}
