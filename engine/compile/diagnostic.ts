import type { Json } from '#nodes/sdk/json'

/** A change that would mend a problem, as data: the editor can apply it with one click. */
export type Fix =
  | { kind: 'connect'; from: { node: string; outlet: string }; toType: string; words: string }
  | { kind: 'remove-node'; node: string; words: string }
  | { kind: 'remove-edge'; edge: string; words: string }
  | { kind: 'set-param'; node: string; param: string; value: Json; words: string }

/** Something wrong with a flow. Errors block publishing; warnings do not. */
export interface Diagnostic {
  code:
    | 'no-trigger' | 'two-triggers' | 'unknown-node' | 'bad-node' | 'bad-params' | 'bad-text' | 'dangling-edge' | 'unknown-outlet' | 'two-ways-from-outlet' | 'open-outlet'
    | 'branch-goes-back' | 'join-without-fork' | 'join-incomplete' | 'fork-of-one'
    | 'unreachable' | 'endless-loop' | 'edge-into-trigger' | 'missing-reference' | 'queue-without-watcher' | 'rota-without-people' | 'rota-hole' | 'empty-condition' | 'too-large'
    | 'starts-itself' | 'calls-itself'
  severity: 'error' | 'warning'
  message: string
  nodeId?: string
  edgeId?: string
  /** A parameter, dotted, when the problem is one. */
  param?: string
  outlet?: string
  /** Node ids from the trigger to the problem: a way on which it would be met. */
  path?: string[]
  fix?: Fix
}
