import { type AnySQLiteColumn, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { connections } from '../connections/table'

export const teams = sqliteTable('teams', {
  id: text().primaryKey(),
  name: text().notNull(),
  slackId: text().references(() => connections.id),
  createdAt: integer().notNull(),
  deletedAt: integer(),
})

export const reps = sqliteTable(
  'reps',
  {
    id: text().primaryKey(),
    /** The id in the HR system. */
    hrId: text().unique(),
    /** The user who signs in as this rep, if any. */
    userId: text(),
    name: text().notNull(),
    email: text().notNull(),
    teamId: text().notNull().references(() => teams.id),
    managerId: text().references((): AnySQLiteColumn => reps.id),
    /** What this person does: reps are ranked, managers and executives are told. */
    role: text({ enum: ['rep', 'manager', 'executive'] }).notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
    territories: text({ mode: 'json' }).$type<string[]>().notNull(),
    skills: text({ mode: 'json' }).$type<string[]>().notNull(),
    zone: text().notNull(),
    capacity: integer().notNull(),
    /** Share of comparable leads won lately, 0 to 1. */
    performance: real().notNull(),
    presence: text({ enum: ['online', 'away', 'offline'] }).notNull(),
    awayUntil: integer(),
    lastAssignedAt: integer(),
    webhookId: text().references(() => connections.id),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [index('reps_team').on(table.teamId)],
)

/** Who is on duty: layers in order, the first with an active person covering the instant wins. */
export const rotas = sqliteTable('rotas', {
  id: text().primaryKey(),
  name: text().notNull(),
  teamId: text().notNull().references(() => teams.id),
  createdAt: integer().notNull(),
  deletedAt: integer(),
})

export const rotaShifts = sqliteTable(
  'rota_shifts',
  {
    id: text().primaryKey(),
    rotaId: text().notNull().references(() => rotas.id),
    repId: text().notNull().references(() => reps.id),
    layer: integer().notNull(),
    startsAt: integer().notNull(),
    endsAt: integer(),
  },
  (table) => [index('rota_shifts_rota').on(table.rotaId)],
)
