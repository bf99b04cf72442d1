import { and, eq, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { contactChannels, type ContactChannel, type Purpose, purposes } from '#nodes/revops/gate/channels'
import { decideTouch } from '#nodes/revops/gate/decide-touch'
import { GateRules } from '#nodes/revops/gate/gate-rules'
import { readBusinessHours } from '../calendar/business-hours'
import { consentsOf } from '../consent/consents-of'
import { sayConsent } from '../consent/say-consent'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { contacts, leads } from '../db/schema'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { changeGateRules, readGateRules } from './gate-rules'
import { createReadFacts } from './read-facts'

const channels = Object.keys(contactChannels) as ContactChannel[]
const allPurposes = Object.keys(purposes) as Purpose[]

/** The newest of what a person said. */
const mostConsents = 100

const Said = z.object({
  channel: z.enum(channels as [ContactChannel, ...ContactChannel[]]),
  purpose: z.enum(allPurposes as [Purpose, ...Purpose[]]),
  state: z.enum(['granted', 'withdrawn']),
  /** Where it was said, in words. */
  source: z.string().trim().min(1, 'Say where they said it, for example “on the phone”.').max(200, 'Say it in at most 200 characters.'),
})

/** What holds for messages to people outside, and how it stands with one of them: may we write now, and why. */
export function createContactGateRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  const readFacts = createReadFacts(db)
  function requireContact(id: string): void {
    if (!db.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.id, id), isNull(contacts.deletedAt))).get()) throw new AppError('not-found', 'There is no such person on record.')
  }
  function standing(contactId: string, at: number) {
    const hours = readBusinessHours(db)
    const rules = readGateRules(db)
    return channels.flatMap((channel) => {
      const contact = readFacts(contactId, { channel, hours, withCompany: rules.peoplePerCompany > 0 }, at)
      return contact ? allPurposes.map((purpose) => ({ channel, purpose, decision: decideTouch({ channel, purpose }, contact.facts, rules, hours, at) })) : []
    })
  }
  return new Hono<SignedIn>()
    .get('/rules', (c) => c.json({ rules: readGateRules(db) }))
    .put('/rules', requireRole('ops'), valid('json', GateRules), async (c) => {
      const rules = c.req.valid('json')
      await writer.write((tx) => changeGateRules(tx, { rules, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ rules: readGateRules(db) })
    })
    .get('/leads/:id', (c) => {
      const lead = db.select({ contactId: leads.contactId }).from(leads).where(and(eq(leads.id, c.req.param('id')), isNull(leads.deletedAt))).get()
      if (!lead) throw new AppError('not-found', 'There is no such lead. It may have been removed; go back to the list of leads.')
      const consents = consentsOf(db, lead.contactId).sort((one, other) => other.receivedAt - one.receivedAt).slice(0, mostConsents)
      return c.json({ contactId: lead.contactId, standing: standing(lead.contactId, now()), consents, now: now() })
    })
    .post('/contacts/:id/consents', valid('json', Said), async (c) => {
      const contactId = c.req.param('id')
      requireContact(contactId)
      const at = now()
      await writer.write((tx) => sayConsent(tx, { contactId, ...c.req.valid('json'), at, actor: { kind: 'person', id: c.var.user.id } }, at))
      return c.json({ standing: standing(contactId, now()) }, 201)
    })
}
