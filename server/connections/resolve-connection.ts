import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { connections } from '../db/schema'
import type { SecretBox } from '../secrets/secret-box'

/** A connection with its secrets in the clear: for the provider that is about to send, and nobody else. */
export interface ResolvedConnection {
  kind: 'webhook' | 'slack' | 'http' | 'sms'
  url: string
  secret?: string
  /** The receiver drops what comes twice under one id. */
  dropsDoubles?: true
}

/** Finds a connection by id; undefined when it is unknown or deleted. Throws when the workspace's key is not the one it was sealed with. */
export function createResolveConnection({ db, box }: { db: Database; box: SecretBox }): (connectionId: string) => ResolvedConnection | undefined {
  const find = db
    .select()
    .from(connections)
    .where(and(eq(connections.id, sql.placeholder('id')), isNull(connections.deletedAt)))
    .prepare()

  return (connectionId) => {
    const row = find.get({ id: connectionId })
    return row && { kind: row.kind, url: box.open(row.sealedUrl), ...(row.sealedSecret !== null && { secret: box.open(row.sealedSecret) }), ...(row.settings && 'dropsDoubles' in row.settings && row.settings) }
  }
}
