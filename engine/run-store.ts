import type { Channel, EffectItem, EffectRequest } from '#nodes/sdk/effect'
import type { StepContext } from '#nodes/sdk/context'
import type { WaitKey } from '#nodes/sdk/wait-key'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Services } from '#nodes/sdk/services'
import type { InboxItem, StepOutcome, StepRef } from './advance/messages'
import type { Ending, Failure, Loop, State } from './advance/state'
import type { Step } from './plan'

/*
 * What the protocols of the engine (activities/) need of a database. The server implements it over SQLite; the engine
 * never imports the server. All functions of RunTx belong to the transaction in which they were handed over.
 */

export interface RunStore {
  /** One durable transaction. `work` is synchronous and may be called again when the commit failed. */
  write<T>(work: (tx: RunTx) => T): Promise<T>
}

export interface RunRecord {
  id: string
  generation: number
  versionId: string
  state: 'queued' | 'starting' | 'running' | 'waiting' | 'done' | 'failed'
  hold: 'paused' | 'cancelled' | null
  inboxSeq: number
}

export interface PlacedNode {
  type: string
  label: string
  params: unknown
  step: Step
}

export interface RecordedStep {
  state: 'running' | 'waiting' | 'held' | 'done' | 'failed' | 'dropped'
  /** Tries so far. */
  attempt: number
  outcome?: StepOutcome
}

export interface WaitRow {
  state: 'open' | 'answered' | 'timed-out' | 'cancelled'
  dueAt: number
  outlet: string | null
}

export interface EffectRow {
  key: string
  item: string
  channel: Channel
  recipient: string
  state: 'claimed' | 'sending' | 'done' | 'failed' | 'unknown' | 'held' | 'cancelled'
  attempt: number
  leaseUntil: number | null
  notBefore: number | null
  reason: string | null
  response: JsonObject | null
  /** How often the other side was asked what became of it. */
  lookUps: number
  /** The person outside whom it is written to, if it is one. */
  contactId: string | null
  createdAt: number
}

export type EffectChange = Partial<Pick<EffectRow, 'state' | 'attempt' | 'leaseUntil' | 'notBefore' | 'reason' | 'lookUps'>> & {
  request?: EffectRequest
  providerId?: string
  response?: JsonObject
}

export interface RunTx {
  findRun(runId: string): RunRecord | undefined
  /** The node as the run's version has it; undefined when the version does not have it. */
  findNode(run: RunRecord, nodeId: string): PlacedNode | undefined
  /** Everything the node may read, fresh, and what it may do, with the run as the actor. */
  open(run: RunRecord, ref: StepRef, node: PlacedNode, now: number, loop?: Loop): { context: StepContext<never>; services: Services }
  /** Runs `work` so that what it wrote is undone when it throws, and the rest of the transaction stays. */
  attempt<T>(work: () => T): T

  findStep(runId: string, ref: StepRef): RecordedStep | undefined
  beginStep(runId: string, ref: StepRef, state: 'running' | 'waiting', now: number): void
  /** Records the outcome of a visit, once and for all. */
  finishStep(runId: string, ref: StepRef, outcome: StepOutcome, details: { reason?: JsonObject; output?: JsonObject }, now: number): void
  /** Puts a step off until another try. */
  retryStep(runId: string, ref: StepRef, retry: { attempt: number; reason: string; until: number }, now: number): void
  /** Marks a step whose node nobody here knows; a person is told, once for the node. */
  holdStep(run: RunRecord, ref: StepRef, node: PlacedNode, now: number): void
  /** The node is known again: what people were asked to do about it is done. */
  clearMissing(nodeType: string, now: number): void
  /** Takes back what a branch that is not needed any more was about: its wait, its unsent effects. */
  dropStep(runId: string, ref: StepRef, now: number): void
  /** A branch has failed while others go on: a person is told now. */
  reportFailure(run: RunRecord, failure: Failure, now: number): void

  keepList(runId: string, ref: StepRef, items: Json[]): void
  /** How long the kept list is. */
  countList(runId: string, ref: StepRef): number | undefined

  findWait(runId: string, ref: StepRef): WaitRow | undefined
  listOpenWaits(runId: string): StepRef[]
  insertWait(runId: string, ref: StepRef, wait: { keys: WaitKey[]; dueAt: number }, now: number): void
  /** Compare-and-set from `open`; false when somebody else has decided. */
  closeWait(runId: string, ref: StepRef, as: { to: 'answered' | 'timed-out'; outlet: string; eventId?: string }, now: number): boolean

  /** Keeps the snapshot unless a newer one is there. */
  keepSnapshot(run: RunRecord, state: State, runState: 'waiting' | 'running', now: number): void
  readInbox(runId: string, after: number): InboxItem[]
  /** Ends the run, its open waits and its unsent effects; a failure leaves a work item. */
  endRun(run: RunRecord, ending: Ending, snapshot: State, now: number): void

  findEffects(runId: string, ref: StepRef): EffectRow[]
  /** Claims a row of the ledger; false when this very message was claimed before, by whatever run. */
  claimEffect(runId: string, ref: StepRef, item: EffectItem, now: number): boolean
  changeEffect(key: string, change: EffectChange, now: number): void
  findEffect(key: string): EffectRow | undefined
  /** What the provider was given last. */
  findRequest(key: string): EffectRequest | undefined
  /** Whether this may begin to be sent: it reaches nobody outside, or the contact gate has let it through. */
  isLetThrough(key: string, request: EffectRequest): boolean
  /** Where the channel's provider has a rate: when this message may be handed over, or when to ask again at the latest. Undefined: at once. */
  takeTurn(message: { key: string; channel: 'email' | 'sms' }, now: number): { sendAt: number; gapMs: number } | { until: number } | undefined
  /** Puts an uncertain effect before a person. */
  askAboutEffect(run: RunRecord, effect: EffectRow, now: number): void
  /** It is known after all what became of an uncertain effect: nobody needs to find out any more. */
  clearEffect(key: string, now: number): void
  /** Keeps a notice for our own pages; part of the same transaction, so exactly once. */
  addNotice(effectKey: string, request: Extract<EffectRequest, { channel: 'notice' }>, now: number): void
}
