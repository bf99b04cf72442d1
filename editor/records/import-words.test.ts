import { expect, it } from 'vitest'
import { count } from '../parts/counts'
import { remainingMs, sizeWords } from './import-words'

it('the rest takes as long as what is done says, and nothing is said before', () => {
  expect(remainingMs({ bytes: 1_000, bytesDone: 250, rows: 10, rowsPerSecond: 5 })).toBe(6_000)
  expect(remainingMs({ bytes: 1_000, bytesDone: 0, rows: 0, rowsPerSecond: null })).toBeUndefined()
})

it('counts and sizes are said as people say them', () => {
  expect([count(1), count(12_345)]).toEqual(['1', '12,345'])
  expect([sizeWords(12), sizeWords(34_567), sizeWords(17_200_000)]).toEqual(['12 bytes', '35 kB', '17.2 MB'])
})
