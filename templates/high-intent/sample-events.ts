import type { JsonObject } from '#nodes/sdk/json'

/** Invented people. `.example` addresses reach nobody. */
export const sampleEvents: JsonObject[] = [
  { name: 'Jonas Weber', email: 'jonas@weberbau.example', company: 'Weber Bau', territory: 'west', amount: 26_000, score: 55, consent: [{ channel: 'email', purpose: 'inquiry', textVersion: 'form 3' }] },
  { name: 'Amélie Roux', email: 'amelie@rouxvins.example', company: 'Roux Vins', territory: 'west', amount: 9_000, score: 40, message: 'Please send an offer.' },
]
