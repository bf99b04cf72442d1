import type { JsonObject } from '#nodes/sdk/json'

/** Invented people. `.example` addresses reach nobody. */
export const sampleEvents: JsonObject[] = [
  { name: 'Hanna Lindqvist', email: 'hanna@sundbryggeri.example', phone: '+46 8 5550177', company: 'Sund Bryggeri', territory: 'west', amount: 21_000, score: 64, message: 'We would like to see it this week, mornings are best.' },
  { name: 'Ruben Costa', email: 'ruben@costalogistica.example', company: 'Costa Logística', territory: 'west', amount: 74_000, score: 88, skills: ['logistics'], message: 'Three depots, 90 vans. Who can call me today?' },
  { name: 'Sofia Marek', email: 'sofia@marekdental.example', phone: '+48 22 5550 131', company: 'Marek Dental', territory: 'west', amount: 6_500, score: 35 },
]
