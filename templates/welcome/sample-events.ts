import type { JsonObject } from '#nodes/sdk/json'

const yes = [{ channel: 'email', purpose: 'inquiry', textVersion: 'form 3' }, { channel: 'sms', purpose: 'inquiry', textVersion: 'form 3' }]

/** Invented people. `.example` addresses reach nobody. */
export const sampleEvents: JsonObject[] = [
  { name: 'Inès Caron', email: 'ines@caronfroid.example', phone: '+33 1 5550 0142', company: 'Caron Froid', territory: 'west', amount: 38_000, score: 82, consent: yes, message: 'We lose two hours a day to paper. Can somebody call?' },
  { name: 'Mats Holm', email: 'mats@holmtransport.example', company: 'Holm Transport', territory: 'west', amount: 12_000, score: 51, consent: yes },
  { name: 'Priya Nair', email: 'priya@nairstudio.example', company: 'Nair Studio', territory: 'west', score: 18, consent: yes, message: 'Just comparing for now.' },
]
