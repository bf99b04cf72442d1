import type { JsonObject } from '#nodes/sdk/json'

/** Invented sources, each as the event tells of them. */
export const sampleEvents: JsonObject[] = [
  { sourceName: 'Trade fair', pool: 'Sales West' },
  { sourceName: 'Partner portal', pool: 'Sales West' },
  { sourceName: 'Newsletter, spring', pool: '' },
]
