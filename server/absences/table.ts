import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { reps, teams } from '../roster/table'

/** A calendar that is read again and again: of one person, or of a team, whose entries say by address or name whose they are. */
export const calendarFeeds = sqliteTable(
  'calendar_feeds',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    repId: text().references(() => reps.id),
    teamId: text().references(() => teams.id),
    /** Its address, encrypted at rest: whoever has it can read the calendar. */
    sealedUrl: text().notNull(),
    counts: text({ enum: ['away', 'busy'] }).notNull(),
    etag: text(),
    /** How many entries it had when it was last believed. */
    entries: integer().notNull().default(0),
    /** Of a team's: entries that are nobody's of the team. */
    unmatched: integer().notNull().default(0),
    /** When it was last read and believed, and when it is to be read again. */
    readAt: integer(),
    nextAt: integer().notNull(),
    /** Since when it cannot be read or believed, and why. Its absences stay as they were. */
    staleSince: integer(),
    problem: text(),
    /** Somebody has said that it is right although it has shrunk. */
    isTrusted: integer({ mode: 'boolean' }).notNull().default(false),
    createdAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [index('calendar_feeds_next').on(table.nextAt)],
)
