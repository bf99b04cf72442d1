import type { z } from 'zod'
import type { RotaHole } from '#nodes/revops/duty-spans'
import type { FieldWrite, NodeDefinition, Outlet } from '#nodes/sdk/define-node'
import type { StartSpec } from '#nodes/sdk/start-spec'
import type { FlowDocument, FlowEdge, FlowNode } from '../graph/flow'

/** What the database knows and a flow refers to by id. Left out where it is not at hand: those checks are then skipped. */
export interface References {
  teams: string[]
  queues: { id: string; watchers: number }[]
  rotas: RotaReference[]
  sources?: string[]
  /** Active people, and connections that sign in at web addresses. */
  people?: string[]
  connections?: string[]
  /** Words that steps may send, and by which way. */
  messageTemplates?: { id: string; channel: string }[]
  /** Whether text messages can be sent. */
  hasSms?: boolean
  /** Published flows: which of them start one another is looked into. */
  flows?: PublishedFlow[]
  /** What steps that leave the team to the lead's source need. */
  sourceRouting?: SourceRouting
  /** The flow that is compiled; its published version is then not taken for another flow. */
  flowId?: string
}

/** A rota, with the first time in the next four weeks in which nobody is on duty. */
export interface RotaReference {
  id: string
  /** Whose clocks are meant when times of it are said. */
  zone: string
  hole: RotaHole | null
}

/** Whether there is a default pool, and which sources have a rule (or the default pool itself) whose team does not exist any more. */
export interface SourceRouting {
  hasDefault: boolean
  broken: string[]
}

/** A published flow, as far as others are concerned. */
export interface PublishedFlow {
  id: string
  name: string
  triggers: StartSpec[]
  writes: FieldWrite[]
  calls: string[]
}

/** A node whose type is known and whose params fit it. */
export interface SoundNode {
  node: FlowNode
  definition: NodeDefinition
  params: z.output<z.ZodType>
  outlets: Outlet[]
}

/** What the passes share. `sound` holds only nodes without errors of their own. */
export interface CompileContext {
  flow: FlowDocument
  sound: Map<string, SoundNode>
  /** Edges whose both ends exist, by the node they leave. */
  leaving: Map<string, FlowEdge[]>
  trigger: string | undefined
  references: References | undefined
}
