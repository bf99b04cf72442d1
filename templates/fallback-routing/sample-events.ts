import type { JsonObject } from '#nodes/sdk/json'

/** Invented people. `.example` addresses reach nobody. */
export const sampleEvents: JsonObject[] = [
  { name: 'Lena Brandt', email: 'lena.brandt@nordwind.example', phone: '+49 221 5550142', company: 'Nordwind Logistics', territory: 'west', industry: 'logistics', amount: 48_000, score: 72, skills: ['logistics'], message: 'We open two depots in autumn and need trackers for 140 vans. Could someone call me this week?' },
  { name: 'Marek Dvořák', email: 'marek@halasteel.example', company: 'Hala Steel', territory: 'west', amount: 9_000, score: 41, message: 'Please send prices for 20 licences.' },
  { name: 'Ida Sørensen', email: 'ida@fjordbyg.example', company: 'Fjordbyg', territory: 'west', amount: 120_000, score: 93, skills: ['construction'], message: 'Our contract elsewhere ends in June. What would moving take?' },
  { name: 'Paul Adeyemi', email: 'paul@kestrelfreight.example', company: 'Kestrel Freight', territory: 'west', amount: 26_500, score: 66, skills: ['logistics'], message: 'Saw you at the fair, we spoke about cold chains.' },
  { name: 'Chiara Monti', email: 'chiara@montifigli.example', company: 'Monti & Figli', territory: 'west', amount: 5_400, score: 38, message: 'Do you have an Italian-speaking contact?' },
  { name: 'Ben Whitlock', email: 'ben@cobaltdental.example', company: 'Cobalt Dental', territory: 'west', amount: 15_000, score: 58, message: 'Demo for four practices, please.' },
  { name: 'Nadia Haddad', email: 'nadia@cedarfoods.example', company: 'Cedar Foods', territory: 'west', amount: 33_000, score: 70, skills: ['logistics'] },
  { name: 'Oskar Blom', email: 'oskar@blommarin.example', company: 'Blom Marin', territory: 'west', amount: 78_000, score: 81, message: 'Need an offer by Friday.' },
  { name: 'Grace Obi', email: 'grace@lumenclinics.example', company: 'Lumen Clinics', territory: 'west', amount: 12_500, score: 55 },
  { name: 'Luis Prado', email: 'luis@pradosolar.example', company: 'Prado Solar', territory: 'west', amount: 61_000, score: 77, message: 'We compare three vendors this month.' },
  { name: 'Eva Klein', email: 'eva@kleinoptik.example', company: 'Klein Optik', territory: 'west', amount: 8_000, score: 44 },
  { name: 'Yuki Tanaka', email: 'yuki@soraprint.example', company: 'Sora Print', territory: 'west', amount: 19_000, score: 62, message: 'Is there an API?' },
]
