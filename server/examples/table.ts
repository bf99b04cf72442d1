import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flows } from '../flows/table'
import type { Scenario } from '../simulate/scenario/scenario'
import type { Expected } from './expected'

/** Named examples of a flow, kept over its versions: a lead and its circumstances, and what should come of it. */
export const examples = sqliteTable(
  'examples',
  {
    id: text().primaryKey(),
    flowId: text().notNull().references(() => flows.id),
    name: text().notNull(),
    scenario: text({ mode: 'json' }).$type<Scenario>().notNull(),
    expected: text({ mode: 'json' }).$type<Expected>().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('examples_flow').on(table.flowId)],
)
