import type { FlowDetail } from './types'

/**
 * Of two readings of the same thing the one that the server took later. An answer may be overtaken by what the stream brings;
 * kept last, it would stay on the page until something else changes.
 */
export function newest<Reading extends { now: number }>(known: Reading | undefined, read: Reading): Reading {
  return known && known.now > read.now ? known : read
}

/** A reading of a flow, with the draft that was saved here while the reading was on its way. */
export function withNewestDraft(known: FlowDetail | undefined, read: FlowDetail): FlowDetail {
  return known && known.rev > read.rev ? { ...read, draft: known.draft, rev: known.rev, hasChanges: true } : read
}
