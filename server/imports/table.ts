import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { sources } from '../events/table'
import type { Encoding } from './encodings'
import type { Target } from './targets'

/** A file with leads, and how far its rows were taken in. The position changes only in the transaction of the rows before it. */
export const imports = sqliteTable(
  'imports',
  {
    id: text().primaryKey(),
    /** The file's name as it was given. */
    name: text().notNull(),
    createdBy: text().notNull(),
    /** Of the file as it arrived: the same again is told, not refused. */
    sha256: text().notNull(),
    /** Of the file as it is kept, which is never UTF-16. */
    bytes: integer().notNull(),
    lines: integer().notNull(),
    /** How the file came, for people; `encoding` says how the kept one is read. */
    cameAs: text({ enum: ['utf-8', 'utf-16', 'windows-1252', 'mixed'] }).notNull(),
    encoding: text().$type<Encoding>().notNull(),
    separator: text().notNull(),
    /** What the columns are called, and where each goes; null until the import is begun. */
    headers: text({ mode: 'json' }).$type<string[]>().notNull(),
    mapping: text({ mode: 'json' }).$type<Target[]>(),
    decimal: text({ enum: ['.', ','] }).notNull(),
    startsFlows: integer({ mode: 'boolean' }).notNull(),
    sourceId: text().references(() => sources.id),
    state: text({ enum: ['mapping', 'running', 'paused', 'done', 'stopped'] }).notNull(),
    /** Why it was paused, when no person did it. */
    problem: text(),
    /** Where to go on: bytes of the kept file, its line, and the rows before. */
    offset: integer().notNull(),
    line: integer().notNull(),
    row: integer().notNull(),
    created: integer().notNull(),
    duplicates: integer().notNull(),
    stuck: integer().notNull(),
    refused: integer().notNull(),
    /** How long it has been at work, in ms. */
    activeMs: integer().notNull(),
    /** Who works on it, and until when that holds without a sign of life. */
    holder: text(),
    heldUntil: integer(),
    uploadKey: text().unique(),
    startKey: text(),
    createdAt: integer().notNull(),
    startedAt: integer(),
    endedAt: integer(),
  },
  (table) => [index('imports_state').on(table.state)],
)

/** A row that was not taken in, and where it stands in the kept file. */
export const importRefusals = sqliteTable(
  'import_refusals',
  {
    importId: text().notNull().references(() => imports.id),
    offset: integer().notNull(),
    length: integer().notNull(),
    line: integer().notNull(),
    lastLine: integer().notNull(),
    column: text(),
    reason: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.offset] })],
)
