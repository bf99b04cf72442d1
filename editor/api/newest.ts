/**
 * Of two readings of the same thing the one that the server took later. An answer may be overtaken by what the stream brings;
 * kept last, it would stay on the page until something else changes.
 */
export function newest<Reading extends { now: number }>(known: Reading | undefined, read: Reading): Reading {
  return known && known.now > read.now ? known : read
}
