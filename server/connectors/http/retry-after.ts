/** A receiver may ask for patience, but not make a message wait for ever. */
const longestMs = 24 * 60 * 60_000

/** Reads the header `Retry-After`: seconds or a date. Undefined when absent or not understood. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestMs)
}
