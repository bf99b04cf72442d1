import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { companies } from '../companies/table'

/** A person. Many leads may come from one. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: text().primaryKey(),
    name: text(),
    emailNorm: text(),
    phoneNorm: text(),
    companyId: text().references(() => companies.id),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [index('contacts_email').on(table.emailNorm), index('contacts_phone').on(table.phoneNorm)],
)
