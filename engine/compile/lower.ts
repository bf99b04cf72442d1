import { assertNever } from '#nodes/sdk/assert-never'
import { errorOutlet } from '../graph/flow'
import { engineNumber, type Plan, type Step, type Ways } from '../plan'
import type { CompileContext, SoundNode } from './context'

/** Last pass: nodes become steps. Only for a flow without errors. */
export function lower(context: CompileContext, trigger: string): Plan {
  const entry = ways(context, trigger).ways.next
  if (entry === undefined) throw new Error('engine.compile: lowered a flow whose trigger leads nowhere')
  const steps: Record<string, Step> = {}
  for (const [id, sound] of context.sound) {
    const step = lowerNode(sound, ways(context, id))
    if (step) steps[id] = step
  }
  return { engine: engineNumber, entry, steps }
}

function lowerNode({ node, definition, params }: SoundNode, out: { ways: Ways; error?: string }): Step | undefined {
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
    case 'end':
      return { op: 'end', reason: lowered.reason }
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
