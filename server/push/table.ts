import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { sessions, users } from '../people/table'
import { reps } from '../roster/table'

/** Browsers in which somebody on the roster wants to be told. A device belongs to the session in which it was switched on, and is gone with it. */
export const pushDevices = sqliteTable(
  'push_devices',
  {
    id: text().primaryKey(),
    personId: text().notNull().references(() => reps.id),
    userId: text().notNull().references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text().notNull().unique().references(() => sessions.id, { onDelete: 'cascade' }),
    /** A keyed hash of the address at the push service: whoever knows the address may send there, so it is nowhere in the clear. */
    endpointHash: text().notNull().unique(),
    /** The address and the browser's keys, encrypted (secret-box.ts). */
    sealed: text().notNull(),
    /** What the browser calls itself, as far as it is known. */
    browser: text(),
    system: text(),
    createdAt: integer().notNull(),
    /** When the push service last took something for it. */
    deliveredAt: integer(),
    /** Since when it was not reached, and why the last time; null once it is. */
    failingSince: integer(),
    problem: text(),
    /** Its push service wants nothing for it before this. */
    heldUntil: integer(),
  },
  (table) => [index('push_devices_person').on(table.personId), index('push_devices_user').on(table.userId)],
)

/** What is to go to devices: a row for each, from the commit of its notice until it has gone or is not worth going any more. */
export const pushes = sqliteTable(
  'pushes',
  {
    id: text().primaryKey(),
    deviceId: text().notNull().references(() => pushDevices.id, { onDelete: 'cascade' }),
    /** Null: a test. */
    noticeId: text(),
    /** How often it was begun. One that was cut off goes again once `notBefore` is over: the browser shows it in the place of the first. */
    attempt: integer().notNull().default(0),
    notBefore: integer().notNull(),
    expiresAt: integer().notNull(),
    /** Why it did not go the last time; null while it is being sent. */
    reason: text(),
  },
  (table) => [index('pushes_due').on(table.notBefore), uniqueIndex('pushes_notice').on(table.deviceId, table.noticeId)],
)
