import { historyFromJSON } from '@temporalio/common/lib/proto-utils'
import { DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleWorkflows } from '#engine/bundle-workflows'
import { engineNumber } from '#engine/plan'
import { copySources } from '../faults/copy-sources'

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } })

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url))
const engines = readdirSync(fixtures).sort()
const histories = engines.flatMap((engine) => readdirSync(join(fixtures, engine)).map((file) => ({ engine, file, history: read(join(fixtures, engine, file)) })))

function read(path: string) {
  return historyFromJSON(JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')))
}

async function replayAll(workflowBundle: WorkflowBundle): Promise<string[]> {
  const broken: string[] = []
  const all = async function* () {
    for (const { engine, file, history } of histories) yield { workflowId: `${engine}/${file}`, history }
  }
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, all())) if (error) broken.push(`${workflowId}: ${error.name}`)
  return broken
}

/** What stands in the histories: which ops their plans have. */
function opsOf(engine: string): Set<string> {
  const ops = new Set<string>()
  for (const each of histories.filter((one) => one.engine === engine)) {
    const data = each.history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data
    const { plan } = JSON.parse(Buffer.from(data ?? []).toString('utf8')) as { plan: { steps: Record<string, { op: string }> } }
    for (const { op } of Object.values(plan.steps)) ops.add(op)
  }
  return ops
}

let bundle: WorkflowBundle
beforeAll(async () => {
  bundle = await bundleWorkflows()
})

describe('histories of every engine number', () => {
  it('replay on the present workflow without divergence', async () => {
    expect(histories.length).toBeGreaterThan(20)
    expect(await replayAll(bundle)).toEqual([])
  })

  it('are there for every engine number, and for every op of the newest', () => {
    expect(engines).toEqual(Array.from({ length: engineNumber }, (_, index) => `engine-${index + 1}`))
    expect([...opsOf('engine-1')].sort()).toEqual(['await', 'branch', 'call', 'end', 'set', 'sleep'])
    expect([...opsOf(`engine-${engineNumber}`)].sort()).toEqual(['await', 'branch', 'call', 'end', 'forEach', 'fork', 'join', 'set', 'sleep'])
  })
})

/** Changes of the reducer that no old run would survive. Each must be seen. */
const changes = {
  'a wait that is opened twice': { file: 'engine/advance/ask.ts', find: `      turn.commands.push({ type: 'open-wait', ...asked, snapshot: copyState(turn.state) })\n`, replace: `      turn.commands.push({ type: 'open-wait', ...asked, snapshot: copyState(turn.state) }, { type: 'read-inbox', cursor: 0 })\n` },
  'a branch that is asked again': { file: 'engine/advance/advance.ts', find: '(event.outcome ? followOutcome(turn, token, event.outcome) : ', replace: `(event.outcome ? (turn.commands.push({ type: 'read-inbox', cursor: 0 }), followOutcome(turn, token, event.outcome)) : ` },
  'an end that asks for nothing': { file: 'engine/advance/moves.ts', find: `  commands.push({ type: 'end', ending, snapshot: copyState(state) })`, replace: '  state.ended = true' },
}

describe('a deliberate change of the reducer', () => {
  it.each(Object.entries(changes))('%s is caught', async (_name, patch) => {
    const sources = copySources([patch])
    try {
      const broken = await replayAll(await bundleWorkflows({ workflowsPath: join(sources.folder, 'engine/workflows/run-flow.ts') }))
      expect(broken.length).toBeGreaterThan(0)
      expect(broken.join()).toMatch(/Determinism|ReplayError/)
    } finally {
      sources.remove()
      rmSync(sources.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  })
})
