import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** An outside address with a secret in it, encrypted at rest (secret-box.ts). Only the provider decrypts it. */
export const connections = sqliteTable('connections', {
  id: text().primaryKey(),
  kind: text({ enum: ['webhook', 'slack', 'http'] }).notNull(),
  name: text().notNull(),
  sealedUrl: text().notNull(),
  /** For `webhook`: signs what is sent, the Standard Webhooks way. For `http`: a header as `Name: value`, for this origin alone. */
  sealedSecret: text(),
  createdAt: integer().notNull(),
  deletedAt: integer(),
})
