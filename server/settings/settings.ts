import { eq } from 'drizzle-orm'
import type { Json } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { settings } from '../db/schema'

/** A setting of the workspace, or undefined when it was never set. */
export function readSetting(db: Database, key: string): Json | undefined {
  return db.select().from(settings).where(eq(settings.key, key)).get()?.value
}

/** Part of the caller's transaction. */
export function writeSetting(db: Database, key: string, value: Json): void {
  db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run()
}
