import { buildFlow, when } from '../conformance/build-flow'
import { checkLeads } from '../harness/checks/check-leads'
import { checkPaths } from '../harness/checks/check-paths'
import { checkRuns } from '../harness/checks/check-runs'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { createRandom } from '../harness/random'
import { type Facts, readRows, type Violation } from '../harness/read-facts'
import { sendLeads } from '../harness/send-leads'
import { startStack } from '../harness/start-stack'
import { until } from '../harness/until'
import { copySources, type Patch } from './copy-sources'

const patience = 60_000
const killOnce = 'WATERTIGHT_TEST_KILL_ONCE'

/** Makes the step "remember a value" of the copied sources end the worker by SIGKILL, the first time that it runs. */
const killInSet: Patch = {
  file: 'nodes/library/set/run.ts',
  find: 'export const runSet: BranchRun<z.output<typeof set.params>> = (context) => ({',
  replace: `import { existsSync, writeFileSync } from 'node:fs'

function endOnce(): object {
  const marker = String(process.env.${killOnce})
  if (existsSync(marker)) return {}
  writeFileSync(marker, '')
  process.kill(process.pid, 'SIGKILL')
  return {}
}

export const runSet: BranchRun<z.output<typeof set.params>> = (context) => ({
  ...endOnce(),`,
}

/**
 * The worker is killed between a branch, a change of the field that it reads, and the end of the workflow task. All three are
 * asked for again; one path only may have been gone. `patches` takes a guard out.
 */
export async function runKilledBetween(patches: Patch[] = []): Promise<Violation[]> {
  const sources = copySources([killInSet, ...patches])
  let workspace: Workspace | undefined
  const flow = buildFlow(
    {
      ask: ['branch', when('lead.note', 'null')],
      change: ['update-record', { changes: [{ field: 'lead.note', value: 'seen' }] }],
      stop: ['set', { values: [] }],
      right: ['end', { reason: 'completed' }],
      wrong: ['update-record', { changes: [{ field: 'lead.note', value: 'both ways' }] }],
      'end-wrong': ['end', { reason: 'rejected' }],
    },
    { 'ask.yes': 'change', 'change.done': 'stop', 'stop.next': 'right', 'ask.no': 'wrong', 'wrong.done': 'end-wrong' },
  )
  const stack = await startStack({
    repository: sources.folder,
    smtpUrl: 'smtp://127.0.0.1:9',
    env: { [killOnce]: `${sources.folder}/killed` },
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 1, capacity: 1, webhookUrl: 'http://127.0.0.1:9', windows: {}, flow: () => flow })
    },
  })
  try {
    if (!workspace) throw new Error('test.runKilledBetween: no workspace')
    const { source } = workspace
    await stack.untilWorkerIsReady()
    const sent = await sendLeads({ url: stack.url, source, count: 1, times: 1, random: createRandom(1), parallel: 1 })
    await until('the worker is killed', patience, () => stack.log().includes('The worker ended (SIGKILL)'))
    await until('the run has ended', patience, () => readRows(stack.databaseFile).runs.every((run) => run.state === 'done' || run.state === 'failed'), 200)
    const rows = readRows(stack.databaseFile)
    const facts: Facts = { rows, sent, mails: [], requests: [], presses: [], claims: [], onCall: [] }
    const violations = [...checkLeads(facts), ...checkRuns(facts), ...checkPaths(facts)]
    if (rows.leads[0]?.note !== 'seen') violations.push({ check: 'paths', what: `the lead’s note is “${rows.leads[0]?.note}”: both ways were gone` })
    return violations
  } finally {
    stack.remove()
    sources.remove()
  }
}
