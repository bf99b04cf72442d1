import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SmsSettings } from '../sms/sms-settings'

/** An outside address with a secret in it, encrypted at rest (secret-box.ts). Only the provider decrypts it. */
export const connections = sqliteTable('connections', {
  id: text().primaryKey(),
  kind: text({ enum: ['webhook', 'slack', 'http', 'sms'] }).notNull(),
  name: text().notNull(),
  sealedUrl: text().notNull(),
  /** For `webhook`: signs what is sent, the Standard Webhooks way. For `http`: a header as `Name: value`, for this origin alone. For `sms`: the account's token. */
  sealedSecret: text(),
  /** For `sms`: whose account it is and how it sends. For `webhook`: that the receiver drops what comes twice under one id. */
  settings: text({ mode: 'json' }).$type<SmsSettings | { dropsDoubles: true }>(),
  createdAt: integer().notNull(),
  deletedAt: integer(),
})
