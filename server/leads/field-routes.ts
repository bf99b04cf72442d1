import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import { requireRole, type SignedIn } from '../people/require-session'
import { isAtLeast } from '../people/roles'
import { listExampleValues } from './example-values'
import { createReadLead } from './read-lead'

/** What somebody who builds a flow sees of real records: examples of what fields hold, and one record to try a text with. */
export function createLeadFieldRoutes({ db }: { db: Database }) {
  const readLead = createReadLead(db)
  return new Hono<SignedIn>()
    .get('/examples', (c) => c.json(listExampleValues(db, readLead, isAtLeast(c.var.user.role, 'manager'))))
    .get('/:id/record', requireRole('ops'), (c) => {
      const record = readLead(c.req.param('id'))
      if (!record) throw new AppError('not-found', 'There is no such lead any more. Choose another.')
      return c.json({ record })
    })
}
