import { describe, expect, it } from 'vitest'
import { agoWords, clockWords, dueWords, spanWords, tookWords } from './times'

describe('times in words', () => {
  it.each([
    [400, '1 s'], [59_000, '59 s'], [60_000, '1 min'], [3_600_000, '1 h'], [40 * 3_600_000, '40 h'], [72 * 3_600_000, '3 d'],
  ])('says %d ms as %s', (ms, words) => expect(spanWords(ms)).toBe(words))

  it.each([
    [378_000, '6:18'], [9_000, '0:09'], [3_849_000, '1:04:09'], [-5_000, '0:00'], [183_600_000, '2 d 3 h'],
  ])('counts %d ms down as %s', (ms, words) => expect(clockWords(ms)).toBe(words))

  it.each([
    [41, '41 ms'], [1_240, '1.2 s'], [842_000, '14 min 2 s'],
  ])('says that %d ms took %s', (ms, words) => expect(tookWords(ms)).toBe(words))

  it('looks back, ahead, and over a deadline', () => {
    expect(agoWords(0, 240_000)).toBe('4 min ago')
    expect(agoWords(240_000, 0)).toBe('in 4 min')
    expect(agoWords(1_000, 1_500)).toBe('just now')
    expect(dueWords(60_000, 0)).toBe('1 min left')
    expect(dueWords(0, 240_000)).toBe('4 min over')
  })
})
