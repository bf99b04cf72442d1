import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SmsState } from './sms-state'

/** How each message that a provider has taken stands with it, as it last told us. One row for each of its ids. */
export const messageDeliveries = sqliteTable(
  'message_deliveries',
  {
    providerId: text().primaryKey(),
    /** The row of the ledger that it is of. */
    effectKey: text().notNull(),
    state: text().$type<SmsState>().notNull(),
    /** The provider's number for what went wrong. */
    errorCode: text(),
    at: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('message_deliveries_effect').on(table.effectKey), index('message_deliveries_updated').on(table.updatedAt)],
)
