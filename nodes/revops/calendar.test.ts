import { expect, it } from 'vitest'
import { nextTimeOfDay } from './calendar'
import { isZone } from './is-zone'

const cases: [string, string, string, string][] = [
  ['today, later', '2031-01-10T08:00:00Z', '09:30 Europe/Berlin', '2031-01-10T08:30:00Z'],
  ['tomorrow, once it is past', '2031-01-10T08:30:00Z', '09:30 Europe/Berlin', '2031-01-11T08:30:00Z'],
  ['half-hour zones', '2031-01-10T00:00:00Z', '09:00 Asia/Kathmandu', '2031-01-10T03:15:00Z'],
  ['skipped in spring, New York: the next valid instant', '2031-03-09T05:00:00Z', '02:30 America/New_York', '2031-03-09T07:30:00Z'],
  ['repeated in autumn, New York: the first', '2031-11-02T04:00:00Z', '01:30 America/New_York', '2031-11-02T05:30:00Z'],
  ['repeated in autumn, already past: tomorrow', '2031-11-02T05:30:00Z', '01:30 America/New_York', '2031-11-03T06:30:00Z'],
  ['half an hour of summer time, Lord Howe', '2031-10-04T14:00:00Z', '02:15 Australia/Lord_Howe', '2031-10-04T15:45:00Z'],
  ['no summer time, Phoenix', '2031-03-09T05:00:00Z', '02:30 America/Phoenix', '2031-03-09T09:30:00Z'],
  ['leap day', '2032-02-28T23:30:00Z', '08:00 UTC', '2032-02-29T08:00:00Z'],
]
it.each(cases)('%s', (_name, now, wanted, answer) => {
  const [time, zone] = wanted.split(' ') as [string, string]
  expect(new Date(nextTimeOfDay(Date.parse(now), time, zone)).toISOString()).toBe(new Date(answer).toISOString())
})

it('knows zones', () => {
  expect([isZone('Europe/Berlin'), isZone('Mars/Base'), isZone('')]).toEqual([true, false, false])
})
