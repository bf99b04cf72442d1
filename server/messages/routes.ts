import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { leads } from '../db/schema'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { getMessage } from './get-message'
import { countMessages, listMessages, messageStates, type MessageState } from './list-messages'
import { stopMessage } from './stop-message'

const isState = (state: string): state is MessageState => (messageStates as readonly string[]).includes(state)
/** What somebody may want to look at; counted up to this. */
const counted = ['held', 'claimed', 'unknown', 'failed'] as const
const mostCounted = 1_000

const Query = z.object({
  /** Some of them, with commas. */
  state: z.string().max(80).default('').transform((text) => text.split(',').filter(isState)),
  channel: z.enum(['email', 'sms']).optional(),
  flow: z.string().max(40).optional(),
  contact: z.string().max(40).optional(),
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
})

const Stop = z.object({ why: z.string().trim().max(300, 'Say it in at most 300 characters.').default('') })

/** What flows write to people outside, and what became of it. The list of all of them is for who runs the flows; those to one lead's person are for everybody. */
export function createMessageRoutes({ db, writer, now }: { db: Database; writer: Writer; now(): number }) {
  return new Hono<SignedIn>()
    .get('/', requireRole('manager'), valid('query', Query), (c) => {
      const { state, channel, flow, contact, q, cursor, limit } = c.req.valid('query')
      const page = listMessages(db, { states: state, limit, ...(channel && { channel }), ...(flow && { flowId: flow }), ...(contact && { contactId: contact }), ...(q && { text: q }), ...(cursor && { cursor }) })
      return c.json({ ...page, now: now() })
    })
    .get('/counts', requireRole('manager'), (c) => c.json({ counts: countMessages(db, counted, mostCounted), most: mostCounted }))
    .get('/of-lead/:id', (c) => {
      const lead = db.select({ contactId: leads.contactId }).from(leads).where(eq(leads.id, c.req.param('id'))).get()
      if (!lead) throw new AppError('not-found', 'There is no such lead. It may have been removed; go back to the list of leads.')
      return c.json({ ...listMessages(db, { states: [], contactId: lead.contactId, limit: 20 }), now: now() })
    })
    .get('/one/:key', (c) => c.json({ message: getMessage(db, c.req.param('key')), now: now() }))
    .post('/one/:key/stop', requireRole('manager'), valid('json', Stop), async (c) => {
      const key = c.req.param('key')
      await writer.write((tx) => stopMessage(tx, { key, why: c.req.valid('json').why, actor: { kind: 'person', id: c.var.user.id }, by: c.var.user.name }, now()))
      return c.json({ message: getMessage(db, key) })
    })
}
