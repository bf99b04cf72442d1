import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const companies = sqliteTable(
  'companies',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** Lower case, without punctuation and legal form. */
    nameNorm: text().notNull(),
    domain: text(),
    createdAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [uniqueIndex('companies_name_norm').on(table.nameNorm)],
)
