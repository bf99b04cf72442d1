import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import type { SignedIn } from '../people/require-session'
import { assignmentsOfLead, findAssignment, listAssignments } from './list-assignments'

const Query = z.object({
  cursor: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
  rep: z.string().max(40).optional(),
  lead: z.string().max(40).optional(),
})

/** Who was given which lead, and why. */
export function createAssignmentRoutes({ db, now }: { db: Database; now(): number }) {
  return new Hono<SignedIn>()
    .get('/', valid('query', Query), (c) => {
      const { lead, rep, cursor, limit } = c.req.valid('query')
      const page = lead ? { assignments: assignmentsOfLead(db, lead), next: null } : listAssignments(db, { limit, ...(cursor && { cursor }), ...(rep && { repId: rep }) }, now())
      return c.json({ ...page, now: now() })
    })
    .get('/:id', (c) => {
      const found = findAssignment(db, c.req.param('id'))
      if (!found) throw new AppError('not-found', 'There is no such assignment. Go back to the list of assignments.')
      return c.json(found)
    })
}
