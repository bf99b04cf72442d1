import { expect, it } from 'vitest'
import { localDay } from './local-day'

const at = (text: string) => Date.parse(text)
const hours = (zone: string, now: string, next: string) => (localDay(at(next), zone).start - localDay(at(now), zone).start) / 3_600_000

it.each([
  ['Europe/Berlin', '2026-10-25T22:30:00Z', '2026-10-25', '2026-10-24T22:00:00Z'],
  ['Europe/Berlin', '2026-10-25T23:30:00Z', '2026-10-26', '2026-10-25T23:00:00Z'],
  ['America/New_York', '2026-11-26T03:00:00Z', '2026-11-25', '2026-11-25T05:00:00Z'],
  ['Asia/Kathmandu', '2026-11-26T18:20:00Z', '2026-11-27', '2026-11-26T18:15:00Z'],
  // Clocks skip from 00:00 to 01:00 there.
  ['America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06', '2026-09-06T04:00:00Z'],
])('in %s, %s is in %s', (zone, now, date, start) => {
  expect(localDay(at(now), zone)).toEqual({ date, start: at(start) })
})

it('a day in which clocks are changed is an hour shorter or longer', () => {
  expect(hours('Europe/Berlin', '2026-03-29T10:00:00Z', '2026-03-30T10:00:00Z')).toBe(23)
  expect(hours('Europe/Berlin', '2026-10-25T10:00:00Z', '2026-10-26T10:00:00Z')).toBe(25)
})
