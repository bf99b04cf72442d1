import type { JsonObject } from '#nodes/sdk/json'

/** Invented people, each as the event tells of them. */
export const sampleEvents: JsonObject[] = [{ repName: 'Tom Okafor' }, { repName: 'Mia Novak', until: '2027-01-18T08:00:00.000Z', days: 14 }]
