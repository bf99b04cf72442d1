import { expect, it } from 'vitest'
import { explainOverload, standardOverload, whyOverloaded, type Workload } from './overload'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 26, 9)
const workload = (capacity: number, hoursAgo: number[], lateTasks = 0): Workload => ({ name: 'Ann', capacity, heldSince: hoursAgo.map((hours) => now - hours * hour), lateTasks })

it.each<[string, Workload, string | undefined]>([
  ['C4: room for fewer than there are, at once', workload(2, [1, 1, 1]), 'over-room'],
  ['no room at all any more, and one lead', workload(0, [1]), 'over-room'],
  ['no room and no leads', workload(0, []), undefined],
  ['full, and only of late', workload(10, [30, 30, 30, 30, 30, 30, 30, 30, 23, 1]), undefined],
  ['nine of ten places taken for a day, to the millisecond', workload(10, [99, 99, 99, 99, 99, 99, 99, 99, 24]), 'full-for-long'],
  ['the same in any order', workload(10, [24, 99, 99, 99, 99, 99, 99, 99, 99]), 'full-for-long'],
  ['eight of ten for a month', workload(10, Array.from({ length: 8 }, () => 700)), undefined],
  ['nine late tasks', workload(10, [1], 9), undefined],
  ['ten late tasks', workload(10, [1], 10), 'late-tasks'],
])('%s', (_what, given, why) => {
  expect(whyOverloaded(given, now)?.why).toBe(why)
})

it('can be set: half of the room for an hour', () => {
  expect(whyOverloaded(workload(4, [2, 2]), now, { ...standardOverload, share: 0.5, forMs: hour })).toEqual({ why: 'full-for-long', load: 2, capacity: 4, since: now - 2 * hour })
})

it('is told in a sentence', () => {
  const told = (given: Workload) => {
    const overload = whyOverloaded(given, now)
    return overload && explainOverload('Ann', overload, now)
  }
  expect(told(workload(2, [1, 1, 1]))).toBe('Ann has 3 leads and room for 2.')
  expect(told(workload(1, [30]))).toBe('Ann has had next to no room for 30 hours: 1 of 1.')
  expect(told(workload(9, [], 12))).toBe('Ann has 12 late tasks.')
})
