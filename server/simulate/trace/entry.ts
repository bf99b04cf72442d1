import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Turnover } from '../people/behaviour'

/** One thing that happened in a simulated world, in the order in which it happened. `seq` counts them from 1; times are ms since 1970. */
export type TraceEntry = { seq: number; at: number } & Happened

export type Happened =
  /** An event came in: what became of it, and how many runs it started. */
  | { kind: 'event'; type: string; externalId: string; state: string; leadId: string | null }
  /** A step is over: by which way out and why, or with which failure. */
  | {
      kind: 'step'
      runId: string
      nodeId: string
      visit: number
      type: string
      label: string
      outlet: string | null
      failed: { code: string; message: string } | null
      /** Fields of the record that the step looked at, with what stood in them. */
      read: JsonObject
      params: JsonObject
      reason: JsonObject | null
      output: JsonObject | null
    }
  /** A step waits, until an instant at the latest. */
  | { kind: 'wait'; runId: string; nodeId: string; visit: number; until: number }
  /** A wait was answered by this way out. */
  | { kind: 'heard'; runId: string; nodeId: string; visit: number; outlet: string }
  /** A message: how it stands, and its text once it was begun. */
  | { kind: 'effect'; runId: string; nodeId: string; visit: number; channel: string; recipient: string; state: string; attempt: number; reason: string | null; message: Json }
  /** Somebody did something. `too-late`: somebody or something else was first. */
  | { kind: 'answer'; personId: string; personName: string; act: PersonAct; leadId: string; result: 'done' | 'too-late' }
  /** The roster changed. */
  | { kind: 'roster'; personId: string; change: keyof Turnover; until: number | null }
  /** A run is over. */
  | { kind: 'end'; runId: string; leadId: string; reason: string; failure: JsonObject | null; ownerId: string | null; msToOwner: number | null }
  /** Somebody changed how a provider behaves. */
  | { kind: 'provider'; channel: string; behaviour: JsonObject }
  /** A bug in a node's or the product's own code. */
  | { kind: 'bug'; message: string }

export type PersonAct = 'have-it' | 'pass-on' | 'claim' | 'approve' | 'reject' | 'close'
