import { describe, expect, it } from 'vitest'
import type { Rule, RuleGroup } from './condition'
import { territoryOf } from './territory'

const all = (...rules: Rule[]): RuleGroup => ({ combinator: 'and', rules })
const rules = [
  { key: 'nobody yet', condition: all() },
  { key: 'key accounts', condition: all({ field: 'lead.more.employees', operator: '>=', value: 500 }) },
  { key: 'rhine', condition: { combinator: 'or' as const, rules: ['50', '51', '40'].map((value): Rule => ({ field: 'lead.more.postcode', operator: 'beginsWith', value })) } },
  { key: 'dach', condition: all({ field: 'lead.more.country', operator: 'in', value: 'DE, AT, CH' }) },
  { key: 'edu', condition: all({ field: 'company.domain', operator: 'endsWith', value: '.edu' }) },
]
const lead = (more: Record<string, string | number>, domain: string | null = null) => ({ lead: { more }, company: { domain } })

describe('the territory of a lead', () => {
  it.each([
    ['by country, whatever the case', lead({ country: 'at' }), 'dach'],
    ['by the beginning of its postcode, before the country', lead({ country: 'DE', postcode: '50667' }), 'rhine'],
    ['by its size first of all, also where it came as a text', lead({ country: 'DE', postcode: '50667', employees: '1200' }), 'key accounts'],
    ['by its company’s domain', lead({}, 'mit.edu'), 'edu'],
    ['none, where nothing fits', lead({ country: 'FR' }), null],
    ['none, where nothing is known', lead({}), null],
  ])('is found %s', (_name, record, expected) => {
    expect(territoryOf(rules, record)).toBe(expected)
  })
})
