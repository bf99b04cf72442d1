import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import { createSource } from '../events/create-source'
import { requireRole, type SignedIn } from '../people/require-session'
import type { SecretBox } from '../secrets/secret-box'
import { NewDefaultPool, readDefaultPool, setDefaultPool } from './default-pool'
import { listSources } from './list-sources'
import { setConfirmsEmail } from './set-confirms-email'
import { NewRule, setRule } from './set-rule'

const kinds = ['signed-webhook', 'path-webhook', 'api'] as const
const NewSource = z.object({ name: z.string().trim().min(1, 'Give the source a name').max(120), kind: z.enum(kinds) })
const Confirmation = z.object({ confirmsEmail: z.boolean() })
const Rule = z.object({ rule: NewRule.nullable() })

/** Where leads and events come from, and where their leads go: the list, a new one (whose secret is told this once), rules, whether people confirm their address first, and the default pool. */
export function createSourceRoutes({ db, writer, box, publicUrl, now }: { db: Database; writer: Writer; box: SecretBox; publicUrl: string; now: () => number }) {
  /** Without its secret, which for some kinds is a part of the address. */
  const addressOf = (kind: string, id: string, secret = '…') =>
    kind === 'signed-webhook' ? `${publicUrl}/hooks/${id}` : kind === 'path-webhook' ? `${publicUrl}/in/${secret}` : kind === 'api' ? `${publicUrl}/api/events` : null
  return new Hono<SignedIn>()
    .get('/', requireRole('manager'), (c) =>
      c.json({ sources: listSources(db, now()).map((source) => ({ ...source, address: addressOf(source.kind, source.id) })), pool: readDefaultPool(db), now: now() }),
    )
    .post('/', requireRole('ops'), valid('json', NewSource), async (c) => {
      const { name, kind } = c.req.valid('json')
      const { id, secret } = await writer.write((tx) => createSource(tx, box, { name, kind, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ id, secret, address: addressOf(kind, id, secret) }, 201)
    })
    .put('/default', requireRole('ops'), valid('json', NewDefaultPool), async (c) => {
      await writer.write((tx) => setDefaultPool(tx, { pool: c.req.valid('json'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .put('/:id/rule', requireRole('ops'), valid('json', Rule), async (c) => {
      await writer.write((tx) => setRule(tx, { sourceId: c.req.param('id'), rule: c.req.valid('json').rule, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .put('/:id/confirmation', requireRole('ops'), valid('json', Confirmation), async (c) => {
      const { confirmsEmail } = c.req.valid('json')
      await writer.write((tx) => setConfirmsEmail(tx, { sourceId: c.req.param('id'), confirmsEmail, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
