import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { conflicts } from '../db/schema'
import { valid } from '../errors/valid'
import type { SignedIn } from '../people/require-session'
import { conflictFigures, listConflicts } from './list-conflicts'

const Query = z.object({
  kind: z.enum(conflicts.kind.enumValues).optional(),
  state: z.enum(conflicts.state.enumValues).optional(),
  contact: z.string().max(40).optional(),
  cursor: z.string().max(40).optional(),
})

/** Where two of us would have reached one person at once, what was done about it, and how often it happens. */
export function createConflictRoutes({ db, now }: { db: Database; now: () => number }) {
  return new Hono<SignedIn>().get('/', valid('query', Query), (c) => {
    const { kind, state, contact, cursor } = c.req.valid('query')
    const page = listConflicts(db, { ...(kind && { kind }), ...(state && { state }), ...(contact && { contactId: contact }), ...(cursor && { cursor }) })
    return c.json({ ...page, figures: conflictFigures(db, now()), now: now() })
  })
}
