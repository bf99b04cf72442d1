import { type AnySQLiteColumn, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { RotaLayer } from '#nodes/revops/rota'
import type { JsonObject } from '#nodes/sdk/json'
import { connections } from '../connections/table'

export const teams = sqliteTable('teams', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** The id of the group in the HR system. */
  hrId: text().unique(),
  slackId: text().references(() => connections.id),
  createdAt: integer().notNull(),
  updatedAt: integer(),
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
    /** Language tags, as en or pt-BR. */
    languages: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** The name in the HR system, unique there. */
    userName: text().unique(),
    /** What the HR system says beside all this, as it said it. */
    profile: text({ mode: 'json' }).$type<JsonObject>(),
    /** Gets the leads of this person first when the person leaves or is away. */
    backupId: text().references((): AnySQLiteColumn => reps.id),
    zone: text().notNull(),
    capacity: integer().notNull(),
    /** When somebody or a system last said how much room there is; it is not believed for ever. */
    capacityAt: integer(),
    /** Since when this person is doubted to be there, for leads that were offered and not answered; until presence is set again. */
    doubtedAt: integer(),
    /** From when leads come, at first fewer. */
    joinedAt: integer(),
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

/** When a person is away; `endsAt` is the first instant of being back. */
export const absences = sqliteTable(
  'absences',
  {
    id: text().primaryKey(),
    repId: text().notNull().references(() => reps.id),
    startsAt: integer().notNull(),
    endsAt: integer().notNull(),
    note: text().notNull(),
    origin: text({ enum: ['person', 'calendar', 'hr'] }).notNull(),
    /** What the calendar calls it, so that it is taken once. */
    externalId: text(),
    createdAt: integer().notNull(),
  },
  (table) => [index('absences_rep').on(table.repId, table.endsAt), uniqueIndex('absences_external').on(table.repId, table.externalId)],
)

/** A change of the roster that was held back, because it would take away too many people at once, until somebody decides. */
export const heldRosterChanges = sqliteTable('held_roster_changes', {
  id: text().primaryKey(),
  /** Where it came from. */
  origin: text({ enum: ['file', 'scim'] }).notNull(),
  /** What was to be done, as it can be done later. */
  change: text({ mode: 'json' }).$type<JsonObject>().notNull(),
  /** How many active people it would take away, and of how many. */
  leavers: integer().notNull(),
  active: integer().notNull(),
  state: text({ enum: ['held', 'done', 'refused'] }).notNull(),
  createdAt: integer().notNull(),
  decidedAt: integer(),
  decidedBy: text(),
})

/** A token by which an HR system signs in; only its hash is kept. */
export const scimTokens = sqliteTable('scim_tokens', {
  id: text().primaryKey(),
  name: text().notNull(),
  hash: text().notNull().unique(),
  createdBy: text().notNull(),
  createdAt: integer().notNull(),
  lastUsedAt: integer(),
  revokedAt: integer(),
})

/** Who is on duty: of the overrides the last, else of the layers the first that has somebody (nodes/revops/on-duty.ts). */
export const rotas = sqliteTable('rotas', {
  id: text().primaryKey(),
  name: text().notNull(),
  teamId: text().notNull().references(() => teams.id),
  createdAt: integer().notNull(),
  deletedAt: integer(),
})

/** People who take turns. */
export const rotaLayers = sqliteTable(
  'rota_layers',
  {
    id: text().primaryKey(),
    rotaId: text().notNull().references(() => rotas.id),
    /** Lower ones are asked first. */
    position: integer().notNull(),
    people: text({ mode: 'json' }).$type<string[]>().notNull(),
    every: text({ enum: ['day', 'week'] }).notNull(),
    changesOn: integer().notNull(),
    changesAt: text().notNull(),
    zone: text().notNull(),
    startsAt: integer().notNull(),
    hours: text({ mode: 'json' }).$type<RotaLayer['hours']>(),
    createdAt: integer().notNull(),
  },
  (table) => [index('rota_layers_rota').on(table.rotaId)],
)

/** One person who is on duty for a time, whatever the layers say. `endsAt` is the first instant after it. */
export const rotaOverrides = sqliteTable(
  'rota_overrides',
  {
    id: text().primaryKey(),
    rotaId: text().notNull().references(() => rotas.id),
    repId: text().notNull().references(() => reps.id),
    startsAt: integer().notNull(),
    endsAt: integer().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('rota_overrides_rota').on(table.rotaId, table.endsAt)],
)
