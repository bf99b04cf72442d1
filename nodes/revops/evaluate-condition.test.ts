import { describe, expect, it } from 'vitest'
import type { Json } from '../sdk/json'
import { type Operator, RuleGroup } from './condition'
import { evaluate } from './evaluate-condition'

function ask(field: string, operator: Operator, value: Json, record: Record<string, Json>): boolean {
  return evaluate({ combinator: 'and', rules: [{ field, operator, value }] }, { lead: record }).passed
}

describe('conformance 18: every question has an answer', () => {
  const table: [string, Operator, Json, Record<string, Json>, boolean][] = [
    ['lead.amount', '>', 50, {}, false],
    ['lead.amount', '>', 50, { amount: null }, false],
    ['lead.amount', '>', 50, { amount: 'many' }, false],
    ['lead.amount', '>', 50, { amount: '51' }, true],
    ['lead.amount', '<', 50, { amount: '' }, false],
    ['lead.amount', '>=', '50', { amount: 50 }, true],
    ['lead.amount', '!=', 50, {}, true],
    ['lead.amount', 'between', [10, 60], { amount: 50 }, true],
    ['lead.amount', 'between', '10,40', { amount: 50 }, false],
    ['lead.amount', 'between', [], { amount: 50 }, false],
    ['lead.amount', '=', 5, { amount: { deep: 5 } }, false],
    ['lead.skills', 'contains', 'german', { skills: ['German', 'logistics'] }, true],
    ['lead.skills', 'contains', 'german', { skills: [] }, false],
    ['lead.skills', 'null', null, { skills: [] }, true],
    ['lead.name', '=', 'ÅSA', { name: 'Åsa' }, true],
    ['lead.name', 'beginsWith', 'Z̈', { name: 'z̈oe' }, true],
    ['lead.name', 'contains', '', { name: 'Zoe' }, false],
    ['lead.name', 'in', 'Ann, Zoe', { name: 'Zoe' }, true],
    ['lead.name', 'notIn', ['Ann'], {}, true],
    ['lead.name', 'doesNotContain', 'x', {}, true],
    ['lead.name', 'endsWith', '🦊', { name: 'Fox 🦊' }, true],
    ['lead.receivedAt', '<', '2026-05-01', { receivedAt: '2026-04-22T12:00:00Z' }, true],
    ['lead.receivedAt', '<', 'soon', { receivedAt: '2026-04-22T12:00:00Z' }, false],
    ['lead.__proto__', 'notNull', null, {}, false],
    ['lead.name.length', 'notNull', null, { name: 'Zoe' }, false],
    ['nowhere', 'null', null, {}, true],
    ['', '=', 'x', {}, false],
  ]
  it.each(table)('%s %s %j on %j is %s', (field, operator, value, record, answer) => {
    expect(ask(field, operator, value, record)).toBe(answer)
  })
})

describe('groups', () => {
  const small = { field: 'lead.amount', operator: '<', value: 10 } as const
  const west = { field: 'lead.territory', operator: '=', value: 'west' } as const
  const record = { lead: { amount: 5, territory: 'east' } }

  it('combine and negate', () => {
    expect(evaluate({ combinator: 'and', rules: [small, west] }, record).passed).toBe(false)
    expect(evaluate({ combinator: 'or', rules: [small, west] }, record).passed).toBe(true)
    expect(evaluate({ combinator: 'and', not: true, rules: [small, west] }, record).passed).toBe(true)
    expect(evaluate({ combinator: 'or', rules: [west, { combinator: 'and', rules: [small] }] }, record).passed).toBe(true)
  })

  it('are true when empty', () => {
    expect(evaluate({ combinator: 'or', rules: [] }, record).passed).toBe(true)
  })

  it('say what each rule saw', () => {
    expect(evaluate({ combinator: 'or', rules: [small, west] }, record).evidence).toEqual([
      { field: 'lead.amount', operator: '<', wanted: 10, saw: 5, passed: true },
      { field: 'lead.territory', operator: '=', wanted: 'west', saw: 'east', passed: false },
    ])
  })

  it('do not run logic that hides in values', () => {
    expect(ask('lead.name', '=', 'x', { name: { var: 'lead' } as never })).toBe(false)
  })

  it('refuse what is not a rule', () => {
    expect(RuleGroup.safeParse({ combinator: 'xor', rules: [] }).success).toBe(false)
  })
})

describe('fields that no catalog has', () => {
  const saw = (value: Json, operator: Operator, wanted: Json) => evaluate({ combinator: 'and', rules: [{ field: 'vars.x', operator, value: wanted }] }, { vars: { x: value } }).passed

  it.each<[Json, Operator, Json, boolean]>([
    [200, '=', '200', true], [200, '>=', '1000', false], ['9', '<', '10', true], ['9', '<', 'b', true], [true, '=', 'true', true],
    ['2026-04-22T12:00:00.000Z', '>', '2026-04-22', true], ['9', '=', '9', true], ['12', 'between', '9,100', true], [{ a: 1 }, '=', 'x', false],
  ])('%j %s %j: %s', (value, operator, wanted, passed) => {
    expect(saw(value, operator, wanted)).toBe(passed)
  })
})
