import { Hono } from 'hono'
import { z } from 'zod'
import { findField, leadFields } from '#nodes/revops/fields'
import type { Json } from '#nodes/sdk/json'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { createChangeLead } from './change-lead'
import { CloseOutcome, closeLead } from './close-lead'
import { createReadLead } from './read-lead'

const values = { text: z.string().max(5_000).nullable(), date: z.string().max(60).nullable(), number: z.number().nullable(), boolean: z.boolean().nullable(), list: z.array(z.string().max(200)).max(50) }
const writable = leadFields.filter((field) => field.writable).map((field) => field.path)
const Changes = z.object({ changes: z.record(z.string(), z.json()).refine((changes) => Object.keys(changes).length > 0, 'Say which field changes') })

/** Changes of a lead by a person, and being done with it: audited, and followed by whatever starts or ends on that. */
export function createLeadChangeRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  const readLead = createReadLead(db)
  const changeLead = createChangeLead(db, readLead, createAddAudit(db))
  return new Hono<SignedIn>()
    .post('/:id/close', requireRole('manager'), valid('json', z.object({ outcome: CloseOutcome })), async (c) => {
      await writer.write((tx) => closeLead(tx, { leadId: c.req.param('id'), outcome: c.req.valid('json').outcome, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .patch('/:id', requireRole('ops'), valid('json', Changes), async (c) => {
    const leadId = c.req.param('id')
    const changes = Object.fromEntries(Object.entries(c.req.valid('json').changes).map(([path, value]) => [path, checked(path, value as Json)]))
    if (!readLead(leadId)) throw new AppError('not-found', 'There is no such lead. It may have been removed; reload the list.')
    await writer.write(() => changeLead({ leadId, changes, actor: { kind: 'person', id: c.var.user.id } }, now()))
    return c.json({ ok: true })
  })
}

function checked(path: string, value: Json): Json {
  const field = writable.includes(path) ? findField(path) : undefined
  if (!field) throw new AppError('bad-input', `“${path.slice(0, 60)}” cannot be changed. Fields that can: ${writable.join(', ')}.`)
  const parsed = values[field.type].safeParse(value)
  if (!parsed.success) throw new AppError('bad-input', `“${field.label}” cannot hold this value. It takes a ${field.type}.`)
  return parsed.data
}
