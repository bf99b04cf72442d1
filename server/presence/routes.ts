import { and, eq, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import type { SignedIn } from '../people/require-session'
import { createPresence } from './presence'

const Place = z.object({ flowId: z.string().min(1).max(60), page: z.string().regex(/^[A-Za-z0-9]{8,40}$/) })

/** Pages say that they have a flow open, and hear who else has, and which revision of the draft is the newest. */
export function createPresenceRoutes({ db, now }: { db: Database; now: () => number }) {
  const presence = createPresence()
  return new Hono<SignedIn>()
    .put('/:flowId/:page', valid('param', Place), (c) => {
      const { flowId, page } = c.req.valid('param')
      const flow = db.select({ rev: flows.rev }).from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
      if (!flow) throw new AppError('not-found', 'This flow does not exist any more.')
      const { id, name } = c.var.user
      return c.json({ rev: flow.rev, others: presence.beat({ flowId, page, user: { id, name } }, now()) })
    })
    .delete('/:flowId/:page', valid('param', Place), (c) => {
      presence.leave({ ...c.req.valid('param'), userId: c.var.user.id })
      return c.json({ ok: true })
    })
}
