import { expect, it } from 'vitest'
import { balanceOf } from './balance'

it.each([
  ['all alike', [3, 3, 3], 0],
  ['one has everything', [0, 0, 0, 8], 0.75],
  ['two of four', [0, 1, 0, 1], 0.5],
  ['some more', [4, 1, 2, 3], 0.25],
  ['one alone', [5], 0],
  ['nothing', [0, 0], 0],
])('R11: the Gini coefficient of %s', (_, values, expected) => {
  expect(balanceOf(values)).toBeCloseTo(expected, 12)
})

it('R11: is the mean difference of all pairs by twice the mean', () => {
  const values = [2, 7, 1, 8, 2, 8]
  const pairs = values.flatMap((one) => values.map((other) => Math.abs(one - other)))
  const mean = values.reduce((so, value) => so + value, 0) / values.length
  expect(balanceOf(values)).toBeCloseTo(pairs.reduce((so, each) => so + each, 0) / values.length ** 2 / (2 * mean), 12)
})
