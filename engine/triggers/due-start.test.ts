import { describe, expect, it } from 'vitest'
import { standardHours } from '#nodes/revops/business-time'
import { dateDue, settledAt, type SilenceSpec, silenceDue } from './due-start'

const friday = Date.parse('2026-06-05T14:00:00Z')
const silence = (amount: number, unit: 'h' | 'd', counts: 'clock' | 'business'): SilenceSpec => ({ on: 'silence', events: ['email.replied'], after: { amount, unit }, counts, already: 'leave' })
const iso = (at: number) => new Date(at).toISOString()

describe('when a start is due', () => {
  it('silence counts from the last sign of life, by the clock or in working time', () => {
    expect(iso(silenceDue(silence(7, 'd', 'clock'), friday, standardHours))).toBe('2026-06-12T14:00:00.000Z')
    // One hour of Friday is left in Berlin, the other seven are Monday's.
    expect(iso(silenceDue(silence(1, 'd', 'business'), friday, standardHours))).toBe('2026-06-08T14:00:00.000Z')
  })

  it('a date that is missing or cannot be read is due never', () => {
    const spec = { on: 'date' as const, field: 'lead.more.renewsOn', offset: { by: { sign: 0 as const, duration: { amount: 1, unit: 'd' as const } }, time: '09:00', zone: 'Europe/Berlin' } }
    const due = (renewsOn: string | null) => dateDue(spec, { lead: { more: { renewsOn } } }, standardHours)
    expect([due(null), due('soon'), due('2026-06-10')]).toEqual([undefined, undefined, { date: Date.parse('2026-06-10T00:00+02:00'), dueAt: Date.parse('2026-06-10T09:00+02:00') }])
  })

  it('events settle once it is quiet, or after ten times as long', () => {
    expect([settledAt(10, 0, 0), settledAt(10, 0, 8), settledAt(10, 0, 95)]).toEqual([10, 18, 100])
  })
})
