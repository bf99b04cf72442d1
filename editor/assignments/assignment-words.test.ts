import { expect, it } from 'vitest'
import { answeredWords, assignmentStateWords } from './assignment-words'
import { spreadWords } from './spread-words'

const at = { state: 'accepted', offeredAt: 1_000, answeredAt: 121_000, isLate: false } as const

it.each([
  [at, '2 min'],
  [{ ...at, isLate: true }, '2 min, late'],
  [{ ...at, state: 'offered', answeredAt: null } as const, 'not yet'],
  [{ ...at, state: 'expired', answeredAt: null } as const, 'no answer'],
])('says how long the answer took: %j', (assignment, words) => {
  expect(answeredWords(assignment)).toBe(words)
})

it('says why a lead is not with somebody any more', () => {
  const words = (state: 'expired' | 'released' | 'accepted', endedFor: string | null) => assignmentStateWords({ state, endedFor }).words
  expect([words('released', 'left'), words('expired', 'left'), words('released', null), words('expired', null), words('accepted', null)]).toEqual(['Left', 'Left', 'Had it', 'Did not answer', 'Has it'])
})

it('says how evenly leads are spread', () => {
  expect([0.0999, 0.1, 0.25].map(spreadWords)).toEqual(['evenly (0.10)', 'rather unevenly (0.10)', 'very unevenly (0.25)'])
})
