import { and, desc, isNull, lt, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { contactChannels, type ContactChannel } from '#nodes/revops/gate/channels'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { doNotContact } from '../db/schema'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { addEntry, importEntries, removeEntry } from './change-entries'

const channels = Object.keys(contactChannels) as [ContactChannel, ...ContactChannel[]]
const pageSize = 100
const mostBytes = 2_000_000

const Reason = z.string().trim().min(1, 'Say why, for example “asked us on the phone”.').max(300, 'Say it in at most 300 characters.')
const Entry = z.object({ text: z.string().trim().min(1, 'Say who').max(300, 'This is too long for an address, a number or a domain.'), channel: z.enum(channels).nullable().default(null), reason: Reason })
const List = z.object({ csv: z.string().min(1, 'The list is empty.').max(mostBytes, 'A list may have 2 MB. Cut it into parts.'), channel: z.enum(channels).nullable().default(null), reason: Reason })
const Query = z.object({ q: z.string().trim().max(200).default(''), cursor: z.string().max(40).optional() })
const Why = z.object({ why: Reason })

/** Whom nobody writes to or calls, whatever they once said. */
export function createDoNotContactRoutes({ db, writer, now }: { db: Database; writer: Writer; now(): number }) {
  const actorOf = ({ id }: SignedIn['Variables']['user']) => ({ kind: 'person' as const, id })
  return new Hono<SignedIn>()
    .use(requireRole('manager'))
    .get('/', valid('query', Query), (c) => {
      const { q, cursor } = c.req.valid('query')
      const rows = db
        .select({ id: doNotContact.id, value: doNotContact.value, channel: doNotContact.channel, reason: doNotContact.reason, createdAt: doNotContact.createdAt })
        .from(doNotContact)
        .where(and(isNull(doNotContact.endedAt), cursor ? lt(doNotContact.id, cursor) : undefined, q ? sql`(instr(${doNotContact.value}, ${q.toLowerCase()}) > 0 or instr(lower(${doNotContact.reason}), ${q.toLowerCase()}) > 0)` : undefined))
        .orderBy(desc(doNotContact.id))
        .limit(pageSize + 1)
        .all()
      const entries = rows.slice(0, pageSize)
      return c.json({ entries, next: rows.length > pageSize ? (entries.at(-1)?.id ?? null) : null, now: now() })
    })
    .post('/', valid('json', Entry), async (c) => c.json(await writer.write((tx) => addEntry(tx, { ...c.req.valid('json'), actor: actorOf(c.var.user) }, now())), 201))
    .post('/import', valid('json', List), async (c) => c.json(await writer.write((tx) => importEntries(tx, { ...c.req.valid('json'), actor: actorOf(c.var.user) }, now()))))
    .post('/:id/remove', valid('json', Why), async (c) => {
      await writer.write((tx) => removeEntry(tx, { id: c.req.param('id'), why: c.req.valid('json').why, actor: actorOf(c.var.user) }, now()))
      return c.json({ ok: true })
    })
}
