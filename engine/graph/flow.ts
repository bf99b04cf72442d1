import { z } from 'zod'
import { Duration } from '#nodes/sdk/duration'

/** Stable ids: made once, never reused, kept through copies of a flow within its own document. */
const Id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'An id has 1 to 40 letters, digits, - or _')

export const FlowNode = z.object({
  id: Id,
  /** A node type; it may be one that this installation does not know (the flow then opens, and cannot be published). */
  type: z.string().min(1).max(60),
  /** The name a person gave it. */
  label: z.string().min(1).max(120),
  params: z.record(z.string(), z.unknown()),
  /** How often a failure that may pass is tried in all, and how long after the first try; the standard policy where left out. */
  retry: z.object({ tries: z.number().int().min(1).max(50), first: Duration }).optional(),
  position: z.object({ x: z.number().min(-1e6).max(1e6), y: z.number().min(-1e6).max(1e6) }),
})
export type FlowNode = z.infer<typeof FlowNode>

export const FlowEdge = z.object({
  id: Id,
  from: z.object({ node: Id, outlet: z.string().min(1).max(60) }),
  to: z.object({ node: Id }),
})
export type FlowEdge = z.infer<typeof FlowEdge>

/** The newest form of the document. Older ones are brought here by migrations.ts. */
export const currentFormat = 3

/** What happens when a run is to start while another run of the flow is under way for the same record. */
export const Concurrency = z.enum(['allow', 'queue', 'drop', 'replace'])
export type Concurrency = z.infer<typeof Concurrency>

export const maxNodes = 2_000
export const maxEdges = 6_000

/** A flow as ops edit it: what is drafted, exported, imported and published. At most 2,000 nodes and 6,000 edges. */
export const FlowDocument = z.object({
  format: z.literal('watertight.flow'),
  formatVersion: z.literal(currentFormat),
  name: z.string().min(1, 'Give the flow a name').max(300),
  /** The observed failure in the pipeline that this flow closes. */
  failurePoint: z.string().max(1_000).default(''),
  concurrency: Concurrency,
  nodes: z.array(FlowNode).max(maxNodes),
  edges: z.array(FlowEdge).max(maxEdges),
})
export type FlowDocument = z.infer<typeof FlowDocument>

/** The outlet that every node has beside its own: where the run goes when the step fails for good. */
export const errorOutlet = 'error'
