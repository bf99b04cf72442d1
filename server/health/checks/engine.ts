import type Sqlite from 'better-sqlite3'
import { isRunning } from '#engine/temporal-server/process-identity'
import { ageWords } from '../age-words'
import { type HealthCheck, type HealthContext, type Verdict, whileRunning } from '../health-check'
import { checkTemporal } from './temporal'

const oldestNode = [20, 19]
/** The worker gives a sign of life every five seconds. */
const silentMs = 20_000
const passEveryMs = 120_000

/** What carries runs on: the programs, and how far they are behind. */
export const engineChecks: HealthCheck[] = [
  {
    name: 'node',
    group: 'engine',
    title: 'Node.js',
    run() {
      const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
      const [neededMajor = 0, neededMinor = 0] = oldestNode
      if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return { state: 'ok', says: process.versions.node }
      return {
        state: 'problem', says: `This is ${process.versions.node}.`, means: `Watertight needs ${oldestNode.join('.')} or newer and may fail in the midst of its work.`,
        todo: 'Install a newer Node.js and start again.',
      }
    },
  },
  {
    name: 'running',
    group: 'engine',
    title: 'Watertight',
    async run({ running }) {
      if (!running) {
        return { state: 'warning', says: 'Not running.', means: 'No leads are accepted, and no run goes on. What was accepted is kept.', todo: 'Start it: npm start' }
      }
      return { state: 'ok', says: `Running at ${running.url} (process ${running.pid})` }
    },
  },
  { name: 'worker', group: 'engine', title: 'Worker', run: whileRunning(checkWorker) },
  { name: 'temporal', group: 'engine', title: 'Temporal', run: checkTemporal },
  {
    name: 'outbox',
    group: 'engine',
    title: 'On the way to the engine',
    run: whileRunning((client, { now }) => {
      const { count, oldest } = client.prepare('select count(*) as count, min(created_at) as oldest from outbox').get() as { count: number; oldest: number | null }
      const age = oldest === null ? 0 : now - oldest
      if (age < 30_000) return { state: 'ok', says: count === 0 ? 'Nothing waits' : `${count} on their way` }
      return {
        state: age < 120_000 ? 'warning' : 'problem', says: `${count} runs wait to go on, the oldest for ${ageWords(age)}.`,
        means: 'They are kept and in order, but their leads get no further.', todo: 'Look at the worker and Temporal above; it drains by itself once both are fine.',
      }
    }),
  },
  {
    name: 'reconciler',
    group: 'engine',
    title: 'Comparison with Temporal',
    run: whileRunning((client, { now }) => {
      const row = client.prepare(`select value from settings where key = 'reconciler.lastPass'`).get() as { value: string } | undefined
      const age = row ? now - Number(row.value) : undefined
      if (age !== undefined && age < 3 * passEveryMs) return { state: 'ok', says: `${ageWords(age)} ago` }
      return {
        state: 'warning', says: age === undefined ? 'Never made.' : `Last made ${ageWords(age)} ago.`,
        means: 'A run that Temporal has lost would not be started again.', todo: 'Look at the worker and Temporal above. It is made every two minutes while both are fine.',
      }
    }),
  },
  {
    name: 'held',
    group: 'engine',
    title: 'Missing kinds of steps',
    run: whileRunning((client) => {
      const rows = client
        .prepare(
          `select json_extract(run_steps.reason, '$.missing') as type, count(distinct run_steps.run_id) as runs from run_steps join runs on runs.id = run_steps.run_id
           where run_steps.state = 'held' and runs.state in ('starting', 'running', 'waiting') group by type`,
        )
        .all() as { type: string | null; runs: number }[]
      if (rows.length === 0) return { state: 'ok', says: 'None' }
      return {
        state: 'warning', says: rows.map(({ type, runs }) => `${runs} ${runs === 1 ? 'run waits' : 'runs wait'} for “${type ?? 'unknown'}”`).join(', '),
        means: 'These runs are held where they are and lose nothing.', todo: 'Install the missing kind of step; they go on by themselves.',
      }
    }),
  },
  {
    name: 'custom-nodes',
    group: 'engine',
    title: 'Custom steps',
    run({ brokenNodes }) {
      if (brokenNodes.length === 0) return { state: 'ok', says: 'None is broken' }
      return {
        state: 'warning', says: brokenNodes.map(({ type, file, message }) => `“${type}” (${file}): ${message}`).join(' · '),
        means: 'Flows with them cannot be published, and runs that come to them are held.', todo: 'Mend the file that is named; it is taken in as soon as it is saved.',
      }
    },
  },
]

async function checkWorker(client: Sqlite.Database, { now }: HealthContext): Promise<Verdict> {
  const beat = client.prepare('select pid, at, state, tasks, json_array_length(node_types) as nodeTypes, engines from worker_beats order by at desc limit 1').get() as
    | { pid: number; at: number; state: string; tasks: string; nodeTypes: number; engines: string }
    | undefined
  const means = 'Leads are accepted and kept, but no run goes on until it is back.'
  if (!beat) return { state: 'problem', says: 'It has not given a sign of life yet.', means, todo: 'It comes up within a minute. If it does not, look at the log for why.' }
  if (!(await isRunning(beat.pid))) return { state: 'problem', says: `Its process (${beat.pid}) has ended.`, means, todo: 'It is started again by itself. If this stays, look at the log for why it ends.' }
  if (now - beat.at > silentMs) {
    return { state: 'problem', says: `It has been silent for ${ageWords(now - beat.at)}.`, means, todo: `Its process (${beat.pid}) may hang or the disk may be full. Restart Watertight.` }
  }
  const { workflows, activities, localActivities } = JSON.parse(beat.tasks) as { workflows: number; activities: number; localActivities: number }
  if (beat.state !== 'RUNNING') return { state: 'warning', says: `It is ${beat.state.toLowerCase()}.`, means: 'Runs go on in a moment.', todo: 'Wait for it; it is ending what it has begun.' }
  const busy = workflows + activities + localActivities
  return { state: 'ok', says: `${busy === 0 ? 'Idle' : `${busy} ${busy === 1 ? 'task' : 'tasks'} in hand`}, knows ${beat.nodeTypes} kinds of steps (process ${beat.pid})` }
}
