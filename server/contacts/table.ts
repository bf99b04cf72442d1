import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ContactChannel } from '#nodes/revops/gate/channels'
import { companies } from '../companies/table'

/** A person. Many leads may come from one. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: text().primaryKey(),
    name: text(),
    emailNorm: text(),
    /** The address without what stands after a plus sign in it: often the same person, and not always. */
    emailBase: text(),
    phoneNorm: text(),
    companyId: text().references(() => companies.id),
    /** The person's own time zone, where it was said. */
    zone: text(),
    /** A country or a part of one, from the address: `DE`, `US-FL`. */
    region: text(),
    /** Until when the person is away, or was, as an automatic reply said. */
    awayUntil: integer(),
    /** An e-mail address of theirs that takes no messages; another one may be in its place by now. */
    deadEmail: text(),
    /** Ways in which the person does not want to be reached, whatever it is about. */
    unwanted: text({ mode: 'json' }).$type<ContactChannel[]>(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [index('contacts_email').on(table.emailNorm), index('contacts_base').on(table.emailBase), index('contacts_phone').on(table.phoneNorm), index('contacts_company').on(table.companyId)],
)
