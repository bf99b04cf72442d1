import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import type { FindSource } from '../events/find-source'
import type { SignedIn } from '../people/require-session'
import { countLeads, leadStates, listLeads } from './list-leads'

const Query = z.object({
  cursor: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
  q: z.string().trim().max(200).optional(),
  state: z.enum(leadStates).optional(),
})

/** Leads for people who are signed in. The first page says how many there are; counting for each page would only cost. */
export function createLeadRoutes({ db, now }: { db: Database; now(): number }) {
  return new Hono<SignedIn>().get('/', valid('query', Query), (c) => {
    const { cursor, limit, q, state } = c.req.valid('query')
    const page = listLeads(db, { limit, ...(cursor && { cursor }), ...(q && { text: q }), ...(state && { state }) })
    return c.json({ ...page, counts: cursor ? null : countLeads(db), now: now() })
  })
}

/** Leads for programs: a source's own, with its token. */
export function createLeadApiRoutes({ db, findSource }: { db: Database; findSource: FindSource }) {
  return new Hono().get('/', valid('query', Query), (c) => {
    const token = /^Bearer (\S{16,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const source = token && findSource.bySecret('api', token)
    if (!source) throw new AppError('not-signed-in', 'Send the token of an API source as “Authorization: Bearer …”.')
    const { cursor, limit, q, state } = c.req.valid('query')
    const { leads, next } = listLeads(db, { limit, sourceId: source.id, ...(cursor && { cursor }), ...(q && { text: q }), ...(state && { state }) })
    return c.json({ leads: leads.map(({ receivedAt, ...lead }) => ({ ...lead, receivedAt: new Date(receivedAt).toISOString() })), next })
  })
}
