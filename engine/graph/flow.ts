import { z } from 'zod'
import { Duration } from '#nodes/sdk/duration'
import { Sequence } from './sequence'

export const maxNodes = 2_000

/** Stable ids: made once, never reused, kept through copies of a flow within its own document. */
const Id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'An id has 1 to 40 letters, digits, - or _')

const Place = z.object({ x: z.number().min(-1e6).max(1e6), y: z.number().min(-1e6).max(1e6) })

const NodeFields = z.object({
  id: Id,
  /** A node type; it may be one that this installation does not know (the flow then opens, and cannot be published). */
  type: z.string().min(1).max(60),
  /** The name a person gave it. */
  label: z.string().min(1).max(120),
  params: z.record(z.string(), z.unknown()),
  /** How often a failure that may pass is tried in all, and how long after the first try; the standard policy where left out. */
  retry: z.object({ tries: z.number().int().min(1).max(50), first: Duration }).optional(),
  position: Place,
})
export type FlowNode = z.infer<typeof NodeFields>
/** What is not known here, because a newer product wrote it, is kept: a step that is opened and saved loses nothing. */
export const FlowNode: z.ZodType<FlowNode> = NodeFields.loose()

const EdgeFields = z.object({
  id: Id,
  from: z.object({ node: Id, outlet: z.string().min(1).max(60) }),
  to: z.object({ node: Id }),
})
export type FlowEdge = z.infer<typeof EdgeFields>
export const FlowEdge: z.ZodType<FlowEdge> = EdgeFields.loose()

export const NoteColour = z.enum(['yellow', 'blue', 'green', 'grey'])
export type NoteColour = z.infer<typeof NoteColour>

export const maxNoteText = 4_000

const NoteFields = z.object({
  id: Id,
  text: z.string().max(maxNoteText),
  position: Place,
  size: z.object({ width: z.number().min(80).max(2_000), height: z.number().min(40).max(2_000) }),
  colour: NoteColour,
})
/** What somebody wrote on the canvas beside the steps. It has no part in what the flow does. */
export type FlowNote = z.infer<typeof NoteFields>
export const FlowNote: z.ZodType<FlowNote> = NoteFields.loose()

const GroupFields = z.object({
  id: Id,
  name: z.string().min(1, 'Give the group a name').max(120),
  /** Its steps; a step is in one group at most. */
  nodes: z.array(Id).max(maxNodes),
  collapsed: z.boolean(),
})
/** Steps that belong together under a name, and may be folded into one card. It has no part in what the flow does. */
export type FlowGroup = z.infer<typeof GroupFields>
export const FlowGroup: z.ZodType<FlowGroup> = GroupFields.loose()

/** The newest form of the document. Older ones are brought here by migrations.ts. */
export const currentFormat = 4

/** What happens when a run is to start while another run of the flow is under way for the same record. */
export const Concurrency = z.enum(['allow', 'queue', 'drop', 'replace'])
export type Concurrency = z.infer<typeof Concurrency>

export const maxEdges = 6_000
export const maxNotes = 200
export const maxGroups = 200

/** What should get better by a flow: its name, what it is now and what it should become, each as people write it. */
export const Figure = z.object({ name: z.string().max(200), now: z.string().max(60), goal: z.string().max(60) })
export type Figure = z.infer<typeof Figure>

/** Kinds of things outside a flow that its steps name by an id. */
export const referenceKinds = ['team', 'queue', 'rota', 'source', 'flow', 'connection', 'person', 'message-template'] as const
export type ReferenceKind = (typeof referenceKinds)[number]

const ReferenceNames = z.partialRecord(z.enum(referenceKinds), z.record(z.string().max(60), z.string().max(300)))
export type ReferenceNames = z.infer<typeof ReferenceNames>

const DocumentFields = z.object({
  format: z.literal('watertight.flow'),
  formatVersion: z.literal(currentFormat),
  name: z.string().min(1, 'Give the flow a name').max(300),
  /** The observed failure in the pipeline that this flow closes. */
  failurePoint: z.string().max(1_000).default(''),
  /** The figure that it should move. */
  figure: Figure.optional(),
  concurrency: Concurrency,
  /** What ends a run early, and how it stands beside other flows for the same person. */
  sequence: Sequence.optional(),
  nodes: z.array(FlowNode).max(maxNodes),
  edges: z.array(FlowEdge).max(maxEdges),
  notes: z.array(FlowNote).max(maxNotes, `A flow has at most ${maxNotes} notes`),
  groups: z.array(FlowGroup).max(maxGroups, `A flow has at most ${maxGroups} groups`),
  /** In files, what the ids that steps name are called there: kind, id, name. In a draft, only of what is not here. */
  names: ReferenceNames.optional(),
})
/** A flow as ops edit it: what is drafted, exported, imported and published. At most 2,000 nodes and 6,000 edges. */
export type FlowDocument = z.infer<typeof DocumentFields>
export const FlowDocument: z.ZodType<FlowDocument> = DocumentFields.loose()

/** The outlet that every node has beside its own: where the run goes when the step fails for good. */
export const errorOutlet = 'error'
