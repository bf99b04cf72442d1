import { assertNever } from '#nodes/sdk/assert-never'
import { durationMs } from '#nodes/sdk/duration'
import { errorOutlet } from '../graph/flow'
import { engineNumber, type Plan, type Retry, type Step, type Ways } from '../plan'
import type { CompileContext, SoundNode } from './context'
import { findRounds } from './rounds'

/** Last pass: nodes become steps. Only for a flow without errors. */
export function lower(context: CompileContext, trigger: string): Plan {
  const entry = ways(context, trigger).ways.next
  if (entry === undefined) throw new Error('engine.compile: lowered a flow whose trigger leads nowhere')
  const steps: Record<string, Step> = {}
  const { innermost } = findRounds(context, trigger)
  for (const [id, sound] of context.sound) {
    const loop = innermost.get(id)
    const step = lowerNode(sound, { ...ways(context, id), ...retryOf(sound), ...(loop !== undefined && { loop }) })
    if (step) steps[id] = step
  }
  return { engine: engineNumber, entry, steps }
}

function lowerNode({ node, definition, params }: SoundNode, out: Pick<Step, 'ways' | 'error' | 'retry' | 'loop'>): Step | undefined {
  const lowered = definition.lower(params)
  switch (lowered.op) {
    case 'trigger':
      return undefined
    case 'records':
      return { op: 'call', type: node.type, on: 'records', ...out }
    case 'effect':
      return { op: 'call', type: node.type, on: 'effects', ...out }
    case 'branch':
    case 'set':
      return { op: lowered.op, type: node.type, ...out }
    case 'sleep':
      return { op: 'sleep', type: node.type, outlet: lowered.outlet, ...out }
    case 'await':
      return { op: 'await', type: node.type, timeout: lowered.timeout, ...out }
    case 'fork':
      return { op: 'fork', ...out }
    case 'join':
      return { op: 'join', need: lowered.need, ...out }
    case 'forEach':
      return { op: 'forEach', type: node.type, ...(lowered.times !== undefined && { times: lowered.times }), ...out }
    case 'end':
      return { op: 'end', reason: lowered.reason, ways: {} }
    default:
      return assertNever(lowered)
  }
}

function ways({ leaving }: CompileContext, id: string): { ways: Ways; error?: string } {
  const out: { ways: Ways; error?: string } = { ways: {} }
  for (const edge of leaving.get(id) ?? []) {
    if (edge.from.outlet === errorOutlet) out.error = edge.to.node
    else out.ways[edge.from.outlet] = edge.to.node
  }
  return out
}

function retryOf({ node }: SoundNode): { retry?: Retry } {
  return node.retry ? { retry: { tries: node.retry.tries, firstMs: durationMs(node.retry.first) } } : {}
}
