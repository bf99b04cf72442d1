import type { JsonObject } from '#nodes/sdk/json'

/** Invented people, each as the event tells of them. */
export const sampleEvents: JsonObject[] = [
  { repName: 'Tom Okafor', why: 'over-room', words: 'Tom Okafor has 14 leads and room for 10.', load: 14, capacity: 10 },
  { repName: 'Mia Novak', why: 'full-for-long', words: 'Mia Novak has had next to no room for 31 hours: 12 of 12.', load: 12, capacity: 12 },
  { repName: 'Aylin Demir', why: 'late-tasks', words: 'Aylin Demir has 11 late tasks.', load: 7, capacity: 12 },
]
