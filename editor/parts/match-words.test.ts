import { expect, it } from 'vitest'
import { matchWords } from './match-words'

it('every word must be there, in any order', () => {
  expect(matchWords('Wait for the rep', 'rep wait')).toBeGreaterThan(0)
  expect(matchWords('Wait for the rep', 'wait manager')).toBe(0)
  // No letters picked here and there.
  expect(matchWords('Wait for the rep', 'wtr')).toBe(0)
  expect(matchWords('Anything', '  ')).toBe(1)
})

it('the name counts for more than the rest, its beginning most', () => {
  const scores = [matchWords('Step done', 'step'), matchWords('The step', 'step'), matchWords('Footstep', 'step'), matchWords('Wait', 'step', ['A step that waits'])]
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(new Set(scores).size).toBe(4)
})
