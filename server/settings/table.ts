import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Json } from '#nodes/sdk/json'

export const settings = sqliteTable('settings', { key: text().primaryKey(), value: text({ mode: 'json' }).$type<Json>().notNull() })
