import type { NodeRegistry } from '#nodes/definitions'
import type { FieldWrite } from '#nodes/sdk/define-node'
import type { StartSpec } from '#nodes/sdk/start-spec'
import { t } from '#nodes/sdk/t'
import type { FlowDocument } from '../graph/flow'
import { maxPlanBytes, type Plan } from '../plan'
import { checkEdges } from './check-edges'
import { checkLoops } from './check-loops'
import { checkNodes } from './check-nodes'
import { checkParallel } from './check-parallel'
import { checkReach } from './check-reach'
import { checkReferences } from './check-references'
import { checkTriggers, reachOf } from './check-triggers'
import type { CompileContext, References } from './context'
import type { Diagnostic } from './diagnostic'
import { lower } from './lower'

export interface Compiled {
  diagnostics: Diagnostic[]
  /** What starts a run, which fields the flow sets and which flows it calls; nothing when there are errors. */
  startsOn: StartSpec[]
  writes: FieldWrite[]
  calls: string[]
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
  const diagnostics = [...nodes.found, ...edges.found, ...checkReach(context), ...checkLoops(context), ...checkParallel(context), ...checkReferences(context), ...checkTriggers(context)]
  if (!trigger || diagnostics.some((each) => each.severity === 'error')) return { diagnostics, ...noReach }

  const plan = lower(context, trigger)
  const bytes = JSON.stringify(plan).length
  if (bytes > maxPlanBytes) {
    diagnostics.push({ code: 'too-large', severity: 'error', message: t('The flow is too large to run in one piece ({size} of {most} kB). Move a part of it into a flow of its own.', { size: Math.ceil(bytes / 1000), most: maxPlanBytes / 1000 }) })
    return { diagnostics, ...noReach }
  }
  return { diagnostics, plan, ...reachOf(context) }
}

const noReach = { startsOn: [], writes: [], calls: [] }
