import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The lane of a channel whose provider has a rate. */
export const sendLanes = sqliteTable('send_lanes', {
  channel: text({ enum: ['email', 'sms'] }).primaryKey(),
  /** The next free place in it. */
  nextAt: real().notNull(),
  /** By when all would have gone who wait now. */
  clearAt: real().notNull(),
  /** When to look whether some of them may go; null while nobody waits. */
  lookAt: integer(),
})

/** Messages that wait for a place in their channel's lane. Each is a row of the ledger that is `held`. */
export const sendTurns = sqliteTable(
  'send_turns',
  {
    effectKey: text().primaryKey(),
    channel: text({ enum: ['email', 'sms'] }).notNull(),
    /** The lower goes first, and of equals the older one. */
    rank: integer().notNull(),
    since: integer().notNull(),
    /** When it was let forward: it takes its place when it comes. */
    letForwardAt: integer(),
  },
  (table) => [index('send_turns_next').on(table.channel, table.letForwardAt, table.rank, table.since)],
)
