import type { z } from 'zod'
import type { Field } from '../revops/fields'
import type { Json } from './json'
import type { StartSpec } from './start-spec'

/** The nine families of nodes; colour and icon follow from it. */
export type Family = 'trigger' | 'condition' | 'routing' | 'wait' | 'message' | 'record' | 'people' | 'control' | 'end'

/** A named way out of a node. `side` says where it leaves the card: down is the way it should go. */
export interface Outlet {
  name: string
  /** In the words of a sales manager; stands on the edge. */
  label: string
  side: 'down' | 'right' | 'left'
}

/**
 * What a node becomes in a plan.
 *
 * - `trigger`: where runs start; no step of its own.
 * - `records`: a change of our own records, one transaction with its recorded outcome (exactly once).
 * - `effect`: something done to the outside, through the ledger (at most once, uncertain ones become visible).
 * - `branch`: reads records fresh and chooses an outlet. `set`: computes values for later steps.
 * - `sleep`: until an instant. `await`: until somebody answers, an event comes, another run ends, or the time is over.
 * - `fork`: all its ways at once. `join`: one way again, by `done` once `need` branches have come, or by `incomplete` when no more can.
 * - `forEach`: by `each` for one item after another, whose way leads back to it; then by `done`. `times`: a count instead of a list.
 * - `end`: the run ends with this reason.
 */
export type Lowered =
  | { op: 'trigger' }
  | { op: 'records' }
  | { op: 'effect' }
  | { op: 'branch' }
  | { op: 'set' }
  | { op: 'sleep'; outlet: string }
  | { op: 'await'; timeout: string }
  | { op: 'fork' }
  | { op: 'join'; need: 'all' | number }
  | { op: 'forEach'; times?: number }
  | { op: 'end'; reason: string }

/** How a node that can repeat keeps a loop finite, for the compiler's leak detection. */
export type LoopBound = 'own-limit' | 'waits'

/** A field that a node may set, and to what where that is always the same. */
export interface FieldWrite {
  field: string
  value?: Json
}

/** Something that a step leaves for later ones: `outputs.ID.name`, or `vars.name` for a value that it remembers. */
export interface ProducedField extends Pick<Field, 'label' | 'example'> {
  name: string
  type: Field['type'] | 'object'
  isValue?: boolean
}

/** Words for ids that stand in params, so that a summary can speak of "Overflow West" and not of a key. */
export interface Names {
  of(kind: 'team' | 'queue' | 'rota' | 'flow' | 'source', id: string): string
}

export interface NodeDefinition<Params extends z.ZodType = z.ZodType> {
  type: string
  title: string
  family: Family
  /** A lucide icon name. */
  icon: string
  /** One or two sentences for the palette and the docs page. */
  description: string
  params: Params
  outlets(params: z.output<Params>): Outlet[]
  /** One sentence of at most 52 characters from the present settings. */
  summary(params: z.output<Params>, names: Names): string
  lower(params: z.output<Params>): Lowered
  /** For triggers: what starts a run. */
  startsOn?(params: z.output<Params>): StartSpec | StartSpec[]
  /** Paths of record fields that it reads beside those in its texts and conditions. */
  reads?(params: z.output<Params>): string[]
  /** Record fields that it may set: how flows that start one another are found. */
  writes?(params: z.output<Params>): FieldWrite[]
  /** What later steps may use of its outcome, in texts and conditions. */
  produces?(params: z.output<Params>): ProducedField[]
  /** Words of its own that its texts may name beside the fields, as `recipient.name`. */
  textWords?: string[]
  /** Ids of flows that it starts. */
  calls?(params: z.output<Params>): string[]
  /** Present when leaving by this outlet keeps a loop finite: by a limit of the node's own, or because time or a person passes. */
  bounds?(params: z.output<Params>, outlet: string): LoopBound | undefined
}

/** Declares a node. Only data: this is read by the palette, forms, compiler, server and docs alike. */
export function defineNode<Params extends z.ZodType>(definition: NodeDefinition<Params>): NodeDefinition<Params> {
  return definition
}
