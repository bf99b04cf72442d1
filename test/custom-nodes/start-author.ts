import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, type OpenBrowser } from '../browser/open-browser'
import { buildFlow } from '../conformance/build-flow'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { createRandom } from '../harness/random'
import { startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'
import { makeNodesFolder } from './make-nodes'

export interface RunRow {
  id: string
  state: string
  endReason: string | null
}

export interface RunDetail extends RunRow {
  steps: { nodeId: string; state: string; outlet: string | null; error: { code: string; message: string } | null; output: unknown }[]
  failure: { code: string; message: string } | null
}

/** Somebody who writes nodes: a real stack with an empty folder of custom nodes, a browser that is signed in, a terminal. */
export interface Author {
  stack: Stack
  browser: OpenBrowser
  folder: string
  /** A published flow with steps of the library only: leads run through it as well. */
  otherFlow: string
  /** `npx watertight …` in the author's terminal. */
  terminal(...words: string[]): { status: number | null; output: string }
  /** Changes a file of a node. */
  write(file: string, text: string): void
  get<T>(path: string): Promise<T>
  sendLead(name: string): Promise<void>
  /** The newest run of a flow once it has come to an end, or to a stop. */
  runOf(flowId: string, known: number): Promise<RunDetail>
  runsOf(flowId: string): Promise<RunRow[]>
  /** Resolves once the worker has come up `times` times since the start. */
  untilWorkerCameUp(times: number): Promise<void>
  timesWorkerCameUp(): number
  stop(): Promise<void>
}

const repository = process.cwd()

export async function startAuthor(options: { env?: Record<string, string> } = {}): Promise<Author> {
  const nodes = makeNodesFolder()
  const smtp = await startSmtpReceiver()
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: smtp.url,
    env: { WATERTIGHT_PAGES: 'on', WATERTIGHT_NODES: nodes.folder, ...options.env },
    prepare: (folder) => {
      const flow = () => ({ ...buildFlow({ remember: ['set'], end: ['end', { reason: 'completed' }] }, { 'remember.next': 'end' }), name: 'Other flow' })
      workspace = createWorkspace(folder, { reps: 1, capacity: 100, webhookUrl: 'http://127.0.0.1:9', windows: {}, flow })
    },
  })
  await stack.untilWorkerIsReady()
  const browser = await openBrowser()
  const { page } = browser
  const link = await stack.untilOwnersLink()
  await page.goto(link)
  await page.getByRole('heading', { name: 'Flows' }).waitFor()
  if (!workspace) throw new Error('test.startAuthor: no workspace')
  const { source, flowId } = workspace
  const random = createRandom(1)
  const get = <T>(path: string): Promise<T> => page.evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<T>
  const runsOf = async (flow: string) => (await get<{ rows: RunRow[] }>(`/api/runs?flow=${flow}`)).rows
  const timesWorkerCameUp = () => stack.log().split('"msg":"Ready"').length - 1

  return {
    stack, browser, folder: nodes.folder, otherFlow: flowId, get, runsOf, timesWorkerCameUp,
    terminal(...words) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/watertight.mjs', ...words], { cwd: repository, encoding: 'utf8', env: { ...process.env, WATERTIGHT_NODES: nodes.folder, NODE_OPTIONS: undefined } })
      return { status, output: (stdout + stderr).trim() }
    },
    write: (file, text) => writeFileSync(join(nodes.folder, file), text),
    async sendLead(name) {
      const [sent] = await sendLeads({ url: stack.url, source, count: 1, times: 1, random, parallel: 1, prefix: name })
      if (sent?.answers.length !== 1) throw new Error(`The lead was not taken in: ${sent?.refused.join(', ')}`)
    },
    async runOf(flow, known) {
      const run = await until(`run ${known + 1} of the flow`, 90_000, async () => {
        const rows = await runsOf(flow)
        return rows.length > known && rows[0]
      }, 150)
      return until('the run to end or stop', 90_000, async () => {
        const detail = await get<RunDetail>(`/api/runs/${run.id}`)
        return ['done', 'failed', 'waiting'].includes(detail.state) && detail
      }, 150)
    },
    untilWorkerCameUp: async (times) => {
      await until('the worker to come up again', 90_000, () => timesWorkerCameUp() >= times, 100)
    },
    async stop() {
      try {
        await browser.close()
      } finally {
        await stack.stop()
        stack.remove()
        await smtp.stop()
        nodes.remove()
      }
    },
  }
}
