import { describe, expect, it } from 'vitest'
import type { FlowRow } from '../api/types'
import { sortFlows } from './sort-flows'

function row(id: string, more: Partial<FlowRow> = {}): FlowRow {
  return { id, name: id, failurePoint: '', figure: null, rev: 1, published: null, hasChanges: true, runs: { open: 0, failed: 0, doneToday: 0 }, updatedAt: 0, changedBy: null, template: null, ...more }
}

const flows = [
  row('welcome', { failurePoint: 'Nobody wrote for two days', runs: { open: 3, failed: 0, doneToday: 9 } }),
  row('routing', { published: { version: 2, at: 0 }, hasChanges: false, runs: { open: 8, failed: 1, doneToday: 0 } }),
  row('alerts', { published: { version: 1, at: 0 } }),
]
const problems = { alerts: { errors: 2, warnings: 0 }, welcome: { errors: 0, warnings: 4 } }
const ids = (filter: Parameters<typeof sortFlows>[2]) => sortFlows(flows, problems, filter).map(({ id }) => id)

describe('the list of flows', () => {
  it('stays as it comes, the last changed first, until something else is asked for', () => {
    expect(ids({})).toEqual(['welcome', 'routing', 'alerts'])
  })
  it.each([
    ['name', ['alerts', 'routing', 'welcome']],
    ['problems', ['alerts', 'welcome', 'routing']],
    ['open', ['routing', 'welcome', 'alerts']],
    ['failed', ['routing', 'welcome', 'alerts']],
    ['done', ['welcome', 'routing', 'alerts']],
  ] as const)('is put in order by %s', (sort, expected) => expect(ids({ sort })).toEqual(expected))
  it.each([
    ['live', ['routing', 'alerts']],
    ['changed', ['alerts']],
    ['draft', ['welcome']],
    ['problems', ['alerts']],
  ] as const)('shows only those that are %s', (state, expected) => expect(ids({ state })).toEqual(expected))
  it('is searched by name and by the failure that a flow closes', () => {
    expect(ids({ q: 'two DAYS' })).toEqual(['welcome'])
    expect(ids({ q: 'alerts', state: 'draft' })).toEqual([])
  })
})
