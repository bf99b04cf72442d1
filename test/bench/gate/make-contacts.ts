import type { Database } from '#server/db/open-database'

const dayMs = 86_400_000

/** So many people who asked us once: each with two things that they said about being contacted, every third with five messages of the last days, every hundredth on the list of those not to contact. */
export function makeContacts(db: Database, count: number, now: number): void {
  const client = db.$client
  client.pragma('foreign_keys = OFF')
  client.pragma('synchronous = OFF')
  const contact = client.prepare('insert into contacts (id, name, email_norm, phone_norm, region, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)')
  const consent = client.prepare(`insert into consent_events (id, contact_id, channel, purpose, state, at, received_at, source, actor) values (?, ?, 'email', ?, ?, ?, ?, 'Form', 'test')`)
  const touch = client.prepare(`insert into touches (id, contact_id, channel, "by", at, event_id) values (?, ?, ?, ?, ?, ?)`)
  const unwanted = client.prepare(`insert into do_not_contact (id, value, reason, created_at) values (?, ?, 'Asked us', ?)`)
  client.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = contactId(index)
      const at = now - (index % 400) * dayMs
      contact.run(id, `Person ${index}`, `p${index}@people.example`, `+4922155${String(index).padStart(7, '0')}`, index % 5 === 0 ? 'US' : 'DE', at, at)
      consent.run(`${id}-a`, id, 'inquiry', 'granted', at, at)
      consent.run(`${id}-b`, id, 'marketing', index % 7 === 0 ? 'withdrawn' : 'granted', at, at)
      if (index % 3 === 0) for (let back = 1; back <= 5; back += 1) touch.run(`${id}-${back}`, id, back === 3 ? 'call' : 'email', back === 3 ? 'colleague' : 'flow', now - back * 2 * dayMs, `${id}-${back}`)
      if (index % 100 === 0) unwanted.run(`${id}-d`, `p${index}@people.example`, at)
    }
  })()
  client.pragma('wal_checkpoint(TRUNCATE)')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
}

/** As ids are: they sort by age. */
export function contactId(index: number): string {
  return `01JCONTACT${String(index).padStart(16, '0')}`
}
