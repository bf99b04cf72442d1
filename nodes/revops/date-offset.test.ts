import { describe, expect, it } from 'vitest'
import { standardHours } from './business-time'
import { type DateOffset, offsetFrom } from './date-offset'

const berlin = { zone: 'Europe/Berlin' }
const days = (sign: -1 | 0 | 1, amount: number): DateOffset['by'] => ({ sign, duration: { amount, unit: 'd' } })
const at = (date: string, offset: DateOffset, hours = standardHours) => new Date(offsetFrom(Date.parse(date), offset, hours)).toISOString()

describe('an instant that lies before or after a date', () => {
  it.each<[string, string, DateOffset, string]>([
    ['on its day, at nine', '2026-06-10T15:20:00Z', { ...berlin, by: days(0, 0), time: '09:00' }, '2026-06-10T07:00:00.000Z'],
    ['on the day that it is there, not in Greenwich', '2026-06-10T22:30:00Z', { ...berlin, by: days(0, 0), time: '09:00' }, '2026-06-11T07:00:00.000Z'],
    ['30 days before, at nine', '2026-06-10T00:00:00+02:00', { ...berlin, by: days(-1, 30), time: '09:00' }, '2026-05-11T07:00:00.000Z'],
    ['days are those of the calendar where clocks change', '2026-03-28T08:00:00Z', { ...berlin, by: days(1, 1) }, '2026-03-29T07:00:00.000Z'],
    ['hours are hours', '2026-03-28T08:00:00Z', { ...berlin, by: { sign: 1, duration: { amount: 24, unit: 'h' } } }, '2026-03-29T08:00:00.000Z'],
    ['at a time that clocks skip', '2026-03-29T12:00:00Z', { ...berlin, by: days(0, 0), time: '02:30' }, '2026-03-29T01:30:00.000Z'],
    ['one working day before a Monday', '2026-06-08T10:00:00Z', { ...berlin, by: { workingDays: -1 }, time: '09:00' }, '2026-06-05T07:00:00.000Z'],
    ['three working days after a Thursday', '2026-06-04T10:00:00Z', { ...berlin, by: { workingDays: 3 } }, '2026-06-09T10:00:00.000Z'],
    ['a working day before a Sunday is the Friday', '2026-06-07T10:00:00Z', { ...berlin, by: { workingDays: -1 } }, '2026-06-05T10:00:00.000Z'],
  ])('%s', (_name, date, offset, expected) => {
    expect(at(date, offset)).toBe(expected)
  })

  it('leaves out holidays, and never comes where nobody works', () => {
    expect(at('2026-06-08T10:00:00Z', { ...berlin, by: { workingDays: -1 } }, { ...standardHours, holidays: ['2026-06-05'] })).toBe('2026-06-04T10:00:00.000Z')
    expect(() => at('2026-06-08T10:00:00Z', { ...berlin, by: { workingDays: 5_000 } })).toThrow('five years')
  })
})
