/** How many of these instants lie within any stretch of so many ms at most. */
export function mostWithin(instants: number[], ms: number): number {
  const sorted = [...instants].sort((a, b) => a - b)
  let from = 0
  let most = 0
  for (const [index, at] of sorted.entries()) {
    while ((sorted[from] ?? at) <= at - ms) from += 1
    most = Math.max(most, index - from + 1)
  }
  return most
}
