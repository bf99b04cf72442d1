/**
 * How unevenly something is spread, as the Gini coefficient: 0 when all have the same, near 1 when one has everything.
 *
 * G = sum over i of (2i - n - 1) * x_i / (n * sum of x), with x in ascending order and i from 1: the form of Dixon, Weiner, Mitchell-Olds and
 * Woodley, “Bootstrapping the Gini coefficient of inequality”, Ecology 68 (1987). Of fewer than two values, or of nothing, it is 0.
 */
export function balanceOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const count = sorted.length
  const sum = sorted.reduce((so, value) => so + value, 0)
  if (count < 2 || sum <= 0) return 0
  return sorted.reduce((so, value, index) => so + (2 * (index + 1) - count - 1) * value, 0) / (count * sum)
}
