import type { NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '../graph/flow'
import { maxPlanBytes, type Plan } from '../plan'
import { checkEdges } from './check-edges'
import { checkLoops } from './check-loops'
import { checkNodes } from './check-nodes'
import { checkReach } from './check-reach'
import { checkReferences } from './check-references'
import type { CompileContext, References } from './context'
import type { Diagnostic } from './diagnostic'
import { lower } from './lower'

export interface Compiled {
  diagnostics: Diagnostic[]
  /** Event types that start a run; empty when there are errors. */
  startsOn: string[]
  /** Present exactly when no diagnostic is an error. */
  plan?: Plan
}

/**
 * Compiles a flow: one pass per file, all diagnostics at once. Pure and deterministic: the same flow gives the same plan,
 * in the editor and on the server. Without `references`, ids of teams, queues and rotas are taken on trust.
 */
export function compile(flow: FlowDocument, registry: NodeRegistry, references?: References): Compiled {
  const nodes = checkNodes(flow, registry)
  const edges = checkEdges(flow, nodes.sound)
  const trigger = [...nodes.sound.values()].find((each) => each.definition.family === 'trigger')?.node.id
  const context: CompileContext = { flow, sound: nodes.sound, leaving: edges.leaving, trigger, references }
  const diagnostics = [...nodes.found, ...edges.found, ...checkReach(context), ...checkLoops(context), ...checkReferences(context)]
  if (!trigger || diagnostics.some((each) => each.severity === 'error')) return { diagnostics, startsOn: [] }

  const plan = lower(context, trigger)
  const bytes = JSON.stringify(plan).length
  if (bytes > maxPlanBytes) {
    diagnostics.push({ code: 'too-large', severity: 'error', message: `The flow is too large to run in one piece (${Math.ceil(bytes / 1000)} of ${maxPlanBytes / 1000} kB). Move a part of it into a flow of its own.` })
    return { diagnostics, startsOn: [] }
  }
  const sound = nodes.sound.get(trigger)
  return { diagnostics, plan, startsOn: sound?.definition.startsOn?.(sound.params) ?? [] }
}
