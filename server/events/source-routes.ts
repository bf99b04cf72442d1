import { Hono } from 'hono'
import { z } from 'zod'
import { and, asc, inArray, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { sources } from '../db/schema'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import type { SecretBox } from '../secrets/secret-box'
import { createSource } from './create-source'

const kinds = ['signed-webhook', 'path-webhook', 'api'] as const
const NewSource = z.object({ name: z.string().trim().min(1, 'Give the source a name').max(120), kind: z.enum(kinds) })

/** Where leads and events come from: the list, and a new one, whose secret is told this once. */
export function createSourceRoutes({ db, writer, box, publicUrl, now }: { db: Database; writer: Writer; box: SecretBox; publicUrl: string; now: () => number }) {
  /** Without its secret, which for some kinds is a part of the address. */
  const addressOf = (kind: (typeof kinds)[number], id: string, secret = '…') =>
    kind === 'signed-webhook' ? `${publicUrl}/hooks/${id}` : kind === 'path-webhook' ? `${publicUrl}/in/${secret}` : `${publicUrl}/api/events`
  return new Hono<SignedIn>()
    .get('/', requireRole('ops'), (c) =>
      c.json({
        sources: db
          .select({ id: sources.id, name: sources.name, kind: sources.kind, createdAt: sources.createdAt })
          .from(sources)
          .where(and(isNull(sources.deletedAt), inArray(sources.kind, kinds)))
          .orderBy(asc(sources.name))
          .all()
          .map((source) => ({ ...source, address: addressOf(source.kind as (typeof kinds)[number], source.id) })),
      }),
    )
    .post('/', requireRole('ops'), valid('json', NewSource), async (c) => {
      const { name, kind } = c.req.valid('json')
      const { id, secret } = await writer.write((tx) => createSource(tx, box, { name, kind, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ id, secret, address: addressOf(kind, id, secret) }, 201)
    })
}
