import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Words that several flows may send. What it says stands in its versions. */
export const messageTemplates = sqliteTable(
  'message_templates',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    channel: text({ enum: ['email', 'sms'] }).notNull(),
    /** The number of its newest version. */
    newest: integer().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** Runs that have begun before go on writing with it. */
    deletedAt: integer(),
  },
  (table) => [index('message_templates_name').on(table.name)],
)

/** What a template says from an instant on. Never changed: a run writes with the newest that was there when it began. */
export const messageTemplateVersions = sqliteTable(
  'message_template_versions',
  {
    id: text().primaryKey(),
    templateId: text().notNull().references(() => messageTemplates.id),
    number: integer().notNull(),
    purpose: text({ enum: ['inquiry', 'marketing', 'contract'] }).notNull(),
    /** Empty for a text message. */
    subject: text().notNull(),
    /** Markdown for an e-mail. */
    body: text().notNull(),
    /** Whether links of the e-mail go by us, so that a click becomes an event. */
    tracksClicks: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
    createdBy: text().notNull(),
    /** The version that it brought back. */
    restores: integer(),
  },
  (table) => [uniqueIndex('message_template_versions_number').on(table.templateId, table.number)],
)
