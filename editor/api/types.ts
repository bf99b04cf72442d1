import type { RotaReference } from '#engine/compile/context'
import type { Figure, FlowDocument } from '#engine/graph/flow'
import type { NodeDoc } from '#nodes/sdk/describe-node'

/* What the server answers. Instants are ms since 1970 by the server's clock; `now` says what that clock shows. */

export type Role = 'ops' | 'manager' | 'rep'

export interface Ref {
  id: string
  name: string
}

export interface Me {
  user: { id: string; name: string; email: string; role: Role; hasPassword: boolean } | null
  workspace: { name: string; isSample: boolean }
}

export interface FlowRow {
  id: string
  name: string
  failurePoint: string
  figure: Figure | null
  rev: number
  published: { version: number; at: number } | null
  hasChanges: boolean
  runs: { open: number; failed: number; doneToday: number }
  updatedAt: number
  /** Null when it was not a person. */
  changedBy: string | null
  /** The template that it began as. */
  template: string | null
}

export interface DeletedFlow {
  id: string
  name: string
  deletedAt: number | null
  wasPublished: boolean
}

/** What flows may name here, with how many people stand behind a team or a rota, by its id. */
export interface Places {
  references: FlowReferences
  staff: Record<string, number>
}

/** What params may name. */
export interface FlowReferences {
  teams: Ref[]
  queues: (Ref & { watchers: number })[]
  rotas: (Ref & RotaReference)[]
  sources: (Ref & { kind: string })[]
  sourceRouting: { hasDefault: boolean; broken: string[] }
  /** Published flows. */
  flows: (Ref & { triggers: unknown[]; writes: { field: string; value?: unknown }[]; calls: string[] })[]
  /** Flows that were never published. */
  drafts: Ref[]
  people: Ref[]
  /** Connections that sign in at web addresses. */
  connections: Ref[]
  /** Words that steps may send. */
  messageTemplates: (Ref & { channel: 'email' | 'sms' })[]
  /** Whether a provider for text messages is connected. */
  hasSms: boolean
}

export interface FlowDetail {
  id: string
  rev: number
  draft: FlowDocument
  /** What is live. */
  published: { version: number; at: number; by: string } | null
  /** What was published last, live or not. */
  newest: { version: number; at: number; by: string; note: string } | null
  hasChanges: boolean
  /** How many runs stand at a node now. */
  waiting: Record<string, number>
  references: FlowReferences
}

/** Somebody who has a flow open. */
export interface Present {
  name: string
  /** The one who asks, in another tab. */
  isYou: boolean
}

/** A published version in the list of them. */
export interface VersionRow {
  number: number
  note: string
  at: number
  by: string
  isLive: boolean
  /** Runs that are under way on it. */
  open: number
}

export interface FlowVersion {
  number: number
  document: FlowDocument
}

export type RunState = 'queued' | 'starting' | 'running' | 'waiting' | 'done' | 'failed'
/** `cancelled`: it is being stopped. */
export type RunHold = 'paused' | 'cancelled' | null
export type RunsView = 'all' | 'open' | 'failed' | 'unsure' | 'done'

export interface RunRow {
  id: string
  subject: { id: string; name: string; company: string | null }
  flow: { id: string; name: string; version: number }
  state: RunState
  hold: RunHold
  endReason: string | null
  at: { label: string; detail: string | null; dueAt: number | null } | null
  owner: Ref | null
  startedAt: number
  endedAt: number | null
  unsure: boolean
}

export interface RunsPage {
  rows: RunRow[]
  counts: Record<RunsView, number>
  next: string | null
  now: number
}

export type EffectState = 'claimed' | 'sending' | 'done' | 'failed' | 'unknown' | 'cancelled' | 'held'

export interface RunEffect {
  item: string
  channel: string
  recipient: Ref
  state: EffectState
  attempt: number
  reason: string | null
  at: number
}

export interface RunStep {
  nodeId: string
  visit: number
  /** Which try this is or was; while another is waited for, the one to come. */
  attempt: number
  /** Of a step that goes round: how many rounds have begun, and whether the run left before all were done. */
  round: { begun: number; of: number; isLeft: boolean } | null
  /** `held`: this server does not know its kind of step. `dropped`: another way made it needless. */
  state: 'running' | 'waiting' | 'held' | 'done' | 'failed' | 'dropped'
  outlet: string | null
  startedAt: number
  endedAt: number | null
  dueAt: number | null
  late: boolean
  /** Why it left by that way, and what later steps may use; read them through runs/reasons.ts. */
  reason: unknown
  output: unknown
  error: { code: string; message: string } | null
  effects: RunEffect[]
}

/** Another run, as it is named where a page leads to it. */
export interface RunLink {
  id: string
  flow: string
  subject: string
  state: RunState
  hold: RunHold
  endReason: string | null
  startedAt: number
}

export interface RunDetail {
  id: string
  subject: { type: string; id: string; name: string; company: string | null }
  flow: { id: string; name: string; version: number }
  document: FlowDocument
  state: RunState
  hold: RunHold
  pausedAt: number | null
  /** When and by whom it was paused or stopped: a person, or another run. */
  heldBy: { at: number; person: string | null; run: RunLink | null } | null
  /** The run whose step started this one. */
  parent: RunLink | null
  /** The newest runs that its steps have started. */
  children: RunLink[]
  childCount: number
  /** For one that waits its turn: the run before it. */
  behind: RunLink | null
  endReason: string | null
  failure: { nodeId: string; code: string; message: string } | null
  startedAt: number
  endedAt: number | null
  generation: number
  owner: Ref | null
  /** Fields of the lead as they are now. */
  lead: Record<string, unknown>
  now: number
  steps: RunStep[]
  /** Whether it was moved to another version since it began: from which, when and by whom. */
  moved?: { from: number; at: number; person: string | null } | null
  /** The names of steps that it has done and that its version does not have any more. */
  formerSteps?: Record<string, string>
  workItems: { id: string; title: string; dueAt: number; state: string }[]
  references: FlowReferences
}

export type WorkKind = 'claim' | 'task' | 'approval' | 'run-failed' | 'effect-unknown' | 'event-stuck' | 'node-missing' | 'loop-stopped'

export interface WorkItem {
  id: string
  kind: WorkKind
  title: string
  detail: string
  subject: Ref | null
  runId: string | null
  queue: Ref | null
  assignee: Ref | null
  dueAt: number
  createdAt: number
  channel: string | null
  canClaim: boolean
  /** How a question stands, for work that is one. */
  approval: WorkApproval | null
}

export interface WorkApproval {
  need: number
  people: { name: string; answer: 'approve' | 'reject' | null }[]
  /** `other`: somebody else is asked, and this person may answer for them. */
  mayAnswer: 'own' | 'other' | 'no'
}

export interface WorkList {
  items: WorkItem[]
  now: number
}

export type Presence = 'online' | 'away' | 'offline'

export interface Rep {
  id: string
  name: string
  email: string
  teamId: string
  territories: string[]
  skills: string[]
  capacity: number
  load: number
  performance: number
  presence: Presence
  awayUntil: number | null
  active: boolean
}

export interface Roster {
  teams: (Ref & { managerName: string | null })[]
  reps: Rep[]
}

export type RepChange = Partial<Pick<Rep, 'presence' | 'capacity' | 'active' | 'awayUntil'>> & { backupId?: string | null }

/** What would follow if somebody left now. */
export interface Leaving {
  name: string
  offers: number
  leads: number
  tasks: number
  backupId: string | null
  colleagues: Ref[]
  /** Queues that nobody else watches. */
  queues: string[]
}

export interface MailRow {
  id: string
  to: string
  from: string
  subject: string
  preview: string
  at: number
}

export interface MailDetail {
  id: string
  to: string
  from: string
  subject: string
  text: string
  /** The same with its looks, where the mail has that. */
  html: string | null
  at: number
  messageId: string
}

export interface BrokenNode {
  type: string
  file: string
  message: string
}

export interface NodeModule {
  type: string
  path: string
}

/** Kinds of steps: their docs, custom ones that are broken, and where the definitions of the sound ones are. */
export interface NodeList {
  nodes: NodeDoc[]
  broken: BrokenNode[]
  modules: NodeModule[]
  fingerprint: string
}

export interface SampleState {
  on: boolean
  sent: number
  limit: number
}

export interface User {
  id: string
  name: string
  email: string
  role: Role
}

export interface Ack {
  state: 'open' | 'yours' | 'taken' | 'passed' | 'over' | 'expired'
  rep: { firstName: string }
  lead: { name: string; company: string | null; message: string | null; amount: number | null; territory: string | null; source: string | null }
  until: number | null
  now: number
  why: string
  newOwner: string | null
}
