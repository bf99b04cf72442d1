import type { FlowRow } from '../api/types'
import { matchWords } from '../parts/match-words'

export const flowSorts = ['changed', 'name', 'problems', 'open', 'failed', 'done'] as const
export type FlowSort = (typeof flowSorts)[number]

export const flowStates = ['live', 'changed', 'draft', 'problems'] as const
export type FlowState = (typeof flowStates)[number]

export type Problems = Record<string, { errors: number; warnings: number }>

export interface FlowFilter {
  q?: string
  state?: FlowState
  /** The list comes with the last changed first. */
  sort?: FlowSort
}

/** The flows that fit, in the wanted order. Equal ones stay as they came: the last changed first. */
export function sortFlows(flows: readonly FlowRow[], problems: Problems, { q = '', state, sort = 'changed' }: FlowFilter): FlowRow[] {
  const errors = ({ id }: FlowRow) => problems[id]?.errors ?? 0
  const found = flows.filter((flow) => matchWords(flow.name, q, [flow.failurePoint]) > 0 && (state === undefined || isIn(flow, state, errors(flow))))
  if (sort === 'changed') return found
  if (sort === 'name') return found.sort((one, other) => one.name.localeCompare(other.name))
  const figure = (flow: FlowRow) => ({ problems: errors(flow), open: flow.runs.open, failed: flow.runs.failed, done: flow.runs.doneToday })[sort]
  return found.sort((one, other) => figure(other) - figure(one))
}

function isIn(flow: FlowRow, state: FlowState, errors: number): boolean {
  return { live: flow.published !== null, changed: flow.published !== null && flow.hasChanges, draft: flow.published === null, problems: errors > 0 }[state]
}
