import { expect, it } from 'vitest'
import { watchGap } from './watch-gap'

const here = { active: true, awayUntil: null }
const away = { active: true, awayUntil: 2_000 }
const left = { active: false, awayUntil: null }

it('F8: a queue is badly watched by nobody, by people who have left or are away, and by one alone', () => {
  expect(watchGap([], 1_000)).toBe('nobody')
  expect(watchGap([left, left], 1_000)).toBe('nobody')
  expect(watchGap([away, away], 1_000)).toBe('all-away')
  expect(watchGap([away, left], 1_000)).toBe('all-away')
  expect(watchGap([here], 1_000)).toBe('one-only')
  expect(watchGap([here, left], 1_000)).toBe('one-only')
  expect(watchGap([here, away], 1_000)).toBeUndefined()
})

it('the instant at which somebody is back is the first of being there', () => {
  expect([watchGap([away, away], 1_999), watchGap([away, away], 2_000)]).toEqual(['all-away', undefined])
})
