import type { z } from 'zod'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'

/**
 * Reads a setting of the workspace, or its standard where it was never set or makes no sense. It is parsed again only when it has changed, whichever process changed it, and is the same object
 * until then: hot paths read it for each message.
 */
export function parsedSetting<T>(key: string, schema: z.ZodType<T>, standard: T): (db: Database) => T {
  const readText = keptQuery((db) => db.$client.prepare('select value from settings where key = ?').pluck())
  const kept = new WeakMap<Database['$client'], { text: unknown; value: T }>()
  return (db) => {
    const text = readText(db).get(key) as string | undefined
    const known = kept.get(db.$client)
    if (known && known.text === text) return known.value
    const parsed = text === undefined ? undefined : schema.safeParse(JSON.parse(text))
    const value = parsed?.success ? parsed.data : standard
    kept.set(db.$client, { text, value })
    return value
  }
}
