/** The middle of the values, or the mean of the two middle ones. */
export function median(values: number[]): number {
  return percentile(values, 0.5)
}

/** The value below which this share of the values lies, by linear interpolation between ranks. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (sorted.length - 1) * share
  const low = sorted[Math.floor(rank)] ?? Number.NaN
  const high = sorted[Math.ceil(rank)] ?? Number.NaN
  return low + (high - low) * (rank - Math.floor(rank))
}
