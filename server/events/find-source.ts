import { and, eq, isNull, sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import type { SecretBox } from '../secrets/secret-box'

export interface Source {
  id: string
  name: string
  /** Present for sources that sign. */
  webhook?: Webhook
}

export interface FindSource {
  byId(id: string): Source | undefined
  /** By the secret in a path or a bearer token. */
  bySecret(kind: 'path-webhook' | 'api' | 'mail', secret: string): Source | undefined
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Sources by id or secret. Decrypted signing secrets stay in this process's memory, keyed by what is stored. */
export function createFindSource(db: Database, box: SecretBox): FindSource {
  const webhooks = new Map<string, Webhook>()
  const one = db.select().from(sources).where(and(eq(sources.id, sql.placeholder('id')), isNull(sources.deletedAt))).prepare()
  const hashed = db
    .select({ id: sources.id, name: sources.name })
    .from(sources)
    .where(and(eq(sources.pathHash, sql.placeholder('hash')), eq(sources.kind, sql.placeholder('kind')), isNull(sources.deletedAt)))
    .prepare()

  function webhookOf(sealed: string): Webhook {
    const known = webhooks.get(sealed)
    if (known) return known
    const webhook = new Webhook(box.open(sealed))
    webhooks.set(sealed, webhook)
    return webhook
  }

  return {
    byId(id) {
      const row = one.get({ id })
      if (row?.kind !== 'signed-webhook' || !row.sealedSecret) return undefined
      return { id: row.id, name: row.name, webhook: webhookOf(row.sealedSecret) }
    },
    bySecret: (kind, secret) => hashed.get({ kind, hash: hashSecret(secret) }),
  }
}
