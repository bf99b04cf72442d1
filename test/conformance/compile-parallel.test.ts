import { describe, expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import { buildFlow } from './build-flow'
import { compile } from '#engine/compile/compile'

type Step = [string, Record<string, unknown>]

const fork: Step = ['fork', { ways: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] }]
const set: Step = ['set', { values: [] }]
const end: Step = ['end', {}]

const found = (...args: Parameters<typeof buildFlow>) => compile(buildFlow(...args), library).diagnostics.map(({ code, nodeId, path }) => ({ code, nodeId, path }))
const codes = (...args: Parameters<typeof buildFlow>) => found(...args).map(({ code }) => code)

describe('forks and joins', () => {
  it('a join that no fork leads to is refused, with a way on which it would be met', () => {
    expect(found({ one: set, meet: ['join', {}], done: end }, { 'one.next': 'meet', 'meet.done': 'done', 'meet.incomplete': 'done' })).toEqual([
      { code: 'join-without-fork', nodeId: 'meet', path: ['in', 'one', 'meet'] },
    ])
  })

  it('branches of one fork that come to two joins are refused', () => {
    expect(
      codes(
        { split: fork, one: ['join', {}], two: ['join', {}], done: end },
        { 'split.a': 'one', 'split.b': 'two', 'one.done': 'done', 'one.incomplete': 'done', 'two.done': 'done', 'two.incomplete': 'done' },
      ),
    ).toEqual(['join-incomplete'])
  })

  it('a branch that leads back before its fork is refused', () => {
    expect(codes({ first: ['wait', {}], split: fork, done: end }, { 'first.done': 'split', 'split.a': 'first', 'split.b': 'done' })).toEqual(['branch-goes-back'])
  })

  it('branches that end, also in a step that others share, are fine', () => {
    expect(
      codes(
        { ask: ['branch', { condition: { combinator: 'and', rules: [{ field: 'lead.amount', operator: '>', value: 1 }] } }], split: fork, mend: set, meet: ['join', {}], done: end },
        { 'ask.yes': 'split', 'ask.no': 'mend', 'split.a': 'meet', 'split.b': 'mend', 'meet.done': 'done', 'meet.incomplete': 'mend', 'mend.next': 'done' },
      ),
    ).toEqual([])
  })

  it('forks within forks, each with its join, are fine', () => {
    expect(
      codes(
        { outer: fork, inner: fork, within: ['join', {}], meet: ['join', {}], done: end },
        { 'outer.a': 'inner', 'outer.b': 'meet', 'inner.a': 'within', 'inner.b': 'within', 'within.done': 'meet', 'within.incomplete': 'meet', 'meet.done': 'done', 'meet.incomplete': 'done' },
      ),
    ).toEqual([])
  })
})

describe('rounds', () => {
  it('the steps of a list carry its id, those behind it do not', () => {
    const { plan } = compile(
      buildFlow(
        { outer: ['repeat', { times: 2 }], inner: ['repeat', { times: 3 }], body: set, after: set, done: end },
        { 'outer.each': 'inner', 'inner.each': 'body', 'body.next': 'inner', 'inner.done': 'after', 'after.next': 'outer', 'outer.done': 'done' },
      ),
      library,
    )
    expect(Object.fromEntries(Object.entries(plan?.steps ?? {}).map(([id, step]) => [id, step.loop]))).toEqual({ outer: undefined, inner: 'outer', body: 'inner', after: 'outer', done: undefined })
  })

  it('a way back from a step that can be reached around the list begins the list anew: without a wait that goes on for ever', () => {
    expect(
      codes(
        { ask: ['switch', { ways: [{ id: 'a', name: 'A', condition: { combinator: 'and', rules: [{ field: 'lead.amount', operator: '>', value: 1 }] } }] }], list: ['repeat', { times: 2 }], body: set, done: end },
        { 'ask.a': 'list', 'ask.otherwise': 'body', 'list.each': 'body', 'body.next': 'list', 'list.done': 'done' },
      ),
    ).toEqual(['endless-loop'])
  })

  it('the policy of a step for failures that may pass is part of the plan', () => {
    const flow = buildFlow({ one: set, done: end }, { 'one.next': 'done' })
    const { plan } = compile({ ...flow, nodes: flow.nodes.map((node) => (node.id === 'one' ? { ...node, retry: { tries: 4, first: { amount: 2, unit: 'min' as const } } } : node)) }, library)
    expect(plan?.steps.one?.retry).toEqual({ tries: 4, firstMs: 120_000 })
  })
})
