import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { connections } from '../db/schema'
import type { SecretBox } from '../secrets/secret-box'
import type { SmsSettings } from './sms-settings'

/** The account through which text messages go, with its secret in the clear: for the provider and for checking what says that it comes from there. */
export interface SmsConnection extends SmsSettings {
  id: string
  url: string
  token: string
}

/** Finds it; undefined where none is connected. Throws when the workspace's key is not the one that it was sealed with. */
export function createFindSmsConnection({ db, box }: { db: Database; box: SecretBox }): () => SmsConnection | undefined {
  const find = db.select().from(connections).where(and(eq(connections.kind, 'sms'), isNull(connections.deletedAt))).limit(1).orderBy(sql`created_at desc`).prepare()
  return () => {
    const row = find.get()
    if (!row?.settings || !('accountSid' in row.settings) || row.sealedSecret === null) return undefined
    return { id: row.id, url: box.open(row.sealedUrl), token: box.open(row.sealedSecret), ...row.settings }
  }
}
