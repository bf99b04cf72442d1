import type { Json, JsonObject } from './json'

/** What a run is about: a lead, or nothing in particular (a run that a schedule starts once). */
export interface Subject {
  type: 'lead' | 'workspace'
  id: string
}

/** Where a "for each" stands: the item's fields by name, and which record it is where it is one. */
export interface LoopItem {
  /** From 0. */
  index: number
  count: number
  value: Json
  subject?: Subject
}

/** Everything a node may know when it runs. Read fresh in the step's own transaction. */
export interface StepContext<Params = unknown> {
  params: Params
  subject: Subject
  /** The record's fields by path: `lead.email`, `lead.amount`, `contact.name`, `company.domain`, `owner.name` … */
  record: JsonObject
  /** Outputs of earlier steps of this run by node id (the newest visit), and values of set nodes under `vars`. */
  outputs: Record<string, JsonObject>
  vars: Record<string, Json>
  /** Within a "for each": the item of this round. */
  item?: LoopItem
  /** The event that started the run, with both of its times (ms since 1970). */
  event: { type: string; occurredAt: number; receivedAt: number; data: JsonObject }
  run: { id: string; flowId: string; flowName: string; startedAt: number }
  step: { nodeId: string; visit: number; label: string }
  /** The instant this step counts from (ms since 1970). Never read a clock of your own. */
  now: number
}

/** How a step ended: by a named way out. `reason` answers "why this way?" and `output` is what later steps may use. */
export interface Outcome {
  outlet: string
  reason?: JsonObject
  output?: JsonObject
}
