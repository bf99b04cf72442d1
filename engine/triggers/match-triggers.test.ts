import { describe, expect, it } from 'vitest'
import type { StartSpec } from '#nodes/sdk/start-spec'
import { matchTriggers } from './match-triggers'

const arrived = { type: 'lead.updated', sourceId: 'form', before: { 'lead.score': 60 } }
const record = { lead: { score: 80, territory: 'west' } }
const matches = (spec: StartSpec) => matchTriggers(arrived, [{ flowId: 'f', versionId: 'v', spec }], () => record).length === 1
const score = (operator: '>' | '<', value: number) => ({ combinator: 'and' as const, rules: [{ field: 'lead.score', operator, value }] })

describe('which flows an event starts', () => {
  it.each<[string, StartSpec, boolean]>([
    ['its type', { on: 'event', event: 'lead.updated' }, true],
    ['another type', { on: 'event', event: 'lead.received' }, false],
    ['a field that changed', { on: 'event', event: 'lead.updated', fields: ['lead.note', 'lead.score'] }, true],
    ['a field that did not', { on: 'event', event: 'lead.updated', fields: ['lead.note'] }, false],
    ['its source', { on: 'event', event: 'lead.updated', source: 'form' }, true],
    ['another source', { on: 'event', event: 'lead.updated', source: 'crm' }, false],
    ['a condition that the record fits', { on: 'event', event: 'lead.updated', condition: score('>', 50) }, true],
    ['a condition that it does not', { on: 'event', event: 'lead.updated', condition: score('<', 50) }, false],
    ['a condition that it begins to fit by this change', { on: 'event', event: 'lead.updated', condition: score('>', 70), crossing: true }, true],
    ['a condition that it fitted before', { on: 'event', event: 'lead.updated', condition: score('>', 50), crossing: true }, false],
    ['a condition that it has ceased to fit', { on: 'event', event: 'lead.updated', condition: score('<', 70), crossing: true }, false],
    ['a condition of several fields that it begins to fit by one of them', { on: 'event', event: 'lead.updated', condition: { combinator: 'and', rules: [...score('>', 70).rules, { field: 'lead.territory', operator: '=', value: 'west' }] }, crossing: true }, true],
    ['a schedule', { on: 'schedule', about: 'once', schedule: { weekdays: [1], time: '09:00', zone: 'UTC' } }, false],
    ['by hand only', { on: 'manual' }, false],
  ])('%s', (_name, spec, expected) => {
    expect(matches(spec)).toBe(expected)
  })

  it('reads the record only when a condition asks for it', () => {
    const never = () => {
      throw new Error('read')
    }
    const spec = { on: 'event' as const, event: 'lead.updated', unless: { event: 'meeting.booked', withinMs: 5 } }
    expect(matchTriggers(arrived, [{ flowId: 'f', versionId: 'v', spec }], never)).toEqual([{ flowId: 'f', versionId: 'v', spec }])
  })
})
