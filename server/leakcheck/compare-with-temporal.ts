import type { Client } from '@temporalio/client'
import type Sqlite from 'better-sqlite3'
import { isRunOpen, workflowId } from '#engine/client'
import { toFinding } from './find-leaks'
import type { LeakCheck } from './leak-check'
import type { LeakFinding } from './leak-finding'

/** Younger ones may be on their way: runs to Temporal, executions to their end. */
const graceMs = 60_000
const maxAsked = 200

interface ActiveRun {
  id: string
  generation: number
  subject_type: string
  subject_id: string
  updated_at: number
  amount: number | null
}

const withoutExecution: Omit<LeakCheck, 'sql'> = {
  invariant: 'INV2',
  kind: 'run-without-execution',
  words: () => ({
    wrong: 'The run is open here, and Temporal does not know it. Nothing moves it on.',
    todo: 'It is started again within two minutes when the worker runs. If it is not, restart Watertight.',
  }),
}

const withoutRun: Omit<LeakCheck, 'sql'> = {
  invariant: 'INV2',
  kind: 'execution-without-run',
  words: () => ({
    wrong: 'Temporal still carries out a run that is over here. It can change nothing, and takes up room.',
    todo: 'It is told to end within two minutes when the worker runs. If it is not, terminate it in Temporal.',
  }),
}

/**
 * Both ways: runs that no execution moves, executions that no run stands behind. Lists may lag behind, so each suspect is asked
 * for by its id, and read again here, before anything is said about it.
 */
export async function compareWithTemporal(client: Sqlite.Database, temporal: Client, now: number): Promise<LeakFinding[]> {
  const listed = new Map<string, number>()
  for await (const each of temporal.workflow.list({ query: `WorkflowType = 'runFlow' AND ExecutionStatus = 'Running'`, pageSize: 1_000 })) {
    listed.set(each.workflowId, each.startTime.getTime())
  }
  const findings: LeakFinding[] = []

  const active = client
    .prepare(
      `select runs.id, generation, subject_type, subject_id, runs.updated_at, leads.amount
       from runs left join leads on runs.subject_type = 'lead' and leads.id = runs.subject_id
       where runs.state in ('starting', 'running', 'waiting') and started_at < ? and not exists (select 1 from outbox where run_id = runs.id)`,
    )
    .all(now - graceMs) as ActiveRun[]
  const isStill = client.prepare(
    `select 1 from runs where id = ? and generation = ? and state in ('starting', 'running', 'waiting') and not exists (select 1 from outbox where run_id = runs.id)`,
  )
  for (const run of active.filter(({ id, generation }) => !listed.has(workflowId(id, generation))).slice(0, maxAsked)) {
    if ((await isRunOpen(temporal, run.id, run.generation)) || !isStill.get(run.id, run.generation)) continue
    findings.push(toFinding(withoutExecution, { subjectType: run.subject_type, subjectId: run.subject_id, runId: run.id, since: run.updated_at, item: null, money: run.amount }))
  }

  const find = client.prepare('select generation, state, subject_type, subject_id, ended_at from runs where id = ?')
  const suspects = [...listed].filter(([id, startedAt]) => startedAt < now - graceMs && isOver(find, id, now)).slice(0, maxAsked)
  for (const [id, startedAt] of suspects) {
    const { runId, generation } = parse(id)
    if (!(await isRunOpen(temporal, runId, generation))) continue
    const run = find.get(runId) as { subject_type: string; subject_id: string } | undefined
    findings.push(
      toFinding(withoutRun, { subjectType: run?.subject_type ?? 'run', subjectId: run?.subject_id ?? runId, runId, since: startedAt, item: id, money: null }),
    )
  }
  return findings
}

function parse(id: string): { runId: string; generation: number } {
  const [runId = '', generation = ''] = id.split(':')
  return { runId, generation: Number(generation) }
}

/** An execution ends a moment after its run; only then is it left over. */
function isOver(find: Sqlite.Statement, id: string, now: number): boolean {
  const { runId, generation } = parse(id)
  const run = find.get(runId) as { generation: number; state: string; ended_at: number | null } | undefined
  if (!run || run.generation > generation) return true
  return (run.state === 'done' || run.state === 'failed') && (run.ended_at ?? 0) < now - graceMs
}
