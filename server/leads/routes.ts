import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import type { FindSource } from '../events/find-source'
import type { SignedIn } from '../people/require-session'
import { leadStates } from './lead-states'
import { countLeads } from './list/count-leads'
import { listLeadChoices } from './list/lead-choices'
import { FilterQuery, ListQuery, readFilter } from './list/leads-query'
import { listLeads } from './list/list-leads'

/** Leads for people who are signed in. How many there are is asked apart: counting takes longer than a page. */
export function createLeadRoutes({ db, now }: { db: Database; now(): number }) {
  return new Hono<SignedIn>()
    .get('/', valid('query', ListQuery), (c) => {
      const { cursor, limit, sort, direction, ...filter } = c.req.valid('query')
      return c.json({ ...listLeads(db, { filter: readFilter(filter, now()), limit, ...(sort && { sort }), ...(direction && { direction }), ...(cursor && { cursor }) }), now: now() })
    })
    .get('/count', valid('query', FilterQuery), (c) => c.json(countLeads(db, readFilter(c.req.valid('query'), now()))))
    .get('/choices', (c) => c.json(listLeadChoices(db)))
}

const ApiQuery = z.object({
  cursor: z.string().max(8_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
  q: z.string().trim().max(200).optional(),
  state: z.enum(leadStates).optional(),
})

/** Leads for programs: a source's own, with its token. */
export function createLeadApiRoutes({ db, findSource }: { db: Database; findSource: FindSource }) {
  return new Hono().get('/', valid('query', ApiQuery), (c) => {
    const token = /^Bearer (\S{16,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const source = token && findSource.bySecret('api', token)
    if (!source) throw new AppError('not-signed-in', 'Send the token of an API source as “Authorization: Bearer …”.')
    const { cursor, limit, q, state } = c.req.valid('query')
    const { leads, next } = listLeads(db, { filter: { sentBy: source.id, ...(q && { text: q }), ...(state && { states: [state] }) }, limit, ...(cursor && { cursor }) })
    return c.json({ leads: leads.map(({ receivedAt, updatedAt, ...lead }) => ({ ...lead, receivedAt: new Date(receivedAt).toISOString(), updatedAt: new Date(updatedAt).toISOString() })), next })
  })
}
