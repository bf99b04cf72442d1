import { Hono } from 'hono'
import { BusinessHours } from '#nodes/revops/business-time'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { changeBusinessHours, readBusinessHours } from './business-hours'

/** When people work: read by everybody, changed by revenue operations. */
export function createCalendarRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', (c) => c.json({ hours: readBusinessHours(db) }))
    .put('/', requireRole('ops'), valid('json', BusinessHours), async (c) => {
      const hours = c.req.valid('json')
      await writer.write((tx) => changeBusinessHours(tx, { hours, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ hours: readBusinessHours(db) })
    })
}
