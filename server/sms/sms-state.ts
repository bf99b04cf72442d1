/** How a text message stands with its provider. */
export type SmsState = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed'

const ours: Record<string, SmsState> = {
  accepted: 'queued', scheduled: 'queued', queued: 'queued', sending: 'queued', sent: 'sent', delivered: 'delivered', read: 'delivered', undelivered: 'undelivered', failed: 'failed', canceled: 'failed',
}
const ranks: Record<SmsState, number> = { queued: 0, sent: 1, undelivered: 2, failed: 2, delivered: 3 }

/** A provider's word for it; undefined for words that mean nothing here. */
export function readSmsState(word: string): SmsState | undefined {
  return Object.hasOwn(ours, word) ? ours[word] : undefined
}

/** Whether `next` tells more than `known`: what comes late or twice never takes anything back, and what a phone has received it has received. */
export function isFurther(known: SmsState, next: SmsState): boolean {
  return ranks[next] > ranks[known]
}
