import { expect, it } from 'vitest'
import type { Json } from '../sdk/json'
import { readDate } from './read-date'

it.each<[Json, string, string | undefined]>([
  ['2026-05-01T14:00:00Z', 'Europe/Berlin', '2026-05-01T14:00:00.000Z'],
  ['2026-05-01T14:00+05:45', 'Europe/Berlin', '2026-05-01T08:15:00.000Z'],
  ['2026-05-01T14:00', 'Europe/Berlin', '2026-05-01T12:00:00.000Z'],
  ['2026-05-01 14:00', 'Asia/Kolkata', '2026-05-01T08:30:00.000Z'],
  ['2026-05-01', 'Europe/Berlin', '2026-04-30T22:00:00.000Z'],
  [' 2026-05-01 ', 'Asia/Kathmandu', '2026-04-30T18:15:00.000Z'],
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  [1_777_636_800_000, 'UTC', '2026-05-01T12:00:00.000Z'],
  ['soon', 'UTC', undefined],
  ['', 'UTC', undefined],
  ['2026-02-30', 'UTC', undefined],
  [null, 'UTC', undefined],
  [Number.NaN, 'UTC', undefined],
  [['2026-05-01'], 'UTC', undefined],
])('%j in %s', (value, zone, answer) => {
  const instant = readDate(value, zone)
  expect(instant === undefined ? undefined : new Date(instant).toISOString()).toBe(answer)
})
