import { and, desc, eq, isNull, like, lt, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/open-database'
import { leads, reps, sources } from '../db/schema'

export const leadStates = ['open', 'routed', 'queued', 'review', 'rejected', 'merged', 'closed'] as const
export type LeadState = (typeof leadStates)[number]

export interface LeadsQuery {
  limit: number
  /** `next` of the page before. */
  cursor?: string
  /** Part of a name, company, e-mail or phone. */
  text?: string
  state?: LeadState
  sourceId?: string
}

/** So many leads are looked through for one page at most: a search that finds little must not hold up everybody else. */
const lookedThrough = 20_000

/**
 * A page of leads, newest first. Pages hang on the last lead of the page before, so leads that arrive meanwhile neither
 * repeat nor hide any. A page of a search may hold fewer leads than asked for, even none, and still have a `next`: then only
 * so much was looked through, and the search goes on there. No `next`: this was the last.
 */
export function listLeads(db: Database, { limit, cursor, text, state, sourceId }: LeadsQuery) {
  const pattern = text ? `%${text.replace(/[%_\\]/g, '\\$&')}%` : undefined
  const window = alias(leads, 'looked')
  const looked = db
    .select({ id: window.id })
    .from(window)
    .where(cursor ? lt(window.id, cursor) : undefined)
    .orderBy(desc(window.id))
    .limit(1)
    .offset(lookedThrough - 1)
    .get()
  const has = (column: typeof leads.name | typeof leads.email | typeof leads.company | typeof leads.phone) => (pattern ? sql`${like(column, pattern)} escape '\\'` : undefined)
  const rows = db
    .select({
      id: leads.id, name: leads.name, email: leads.email, phone: leads.phone, company: leads.company, message: leads.message, territory: leads.territory,
      industry: leads.industry, amount: leads.amount, score: leads.score, skills: leads.skills, state: leads.state, receivedAt: leads.receivedAt,
      source: sources.name, ownerId: reps.id, ownerName: reps.name,
    })
    .from(leads)
    .innerJoin(sources, eq(sources.id, leads.sourceId))
    .leftJoin(reps, eq(reps.id, leads.ownerId))
    .where(
      and(
        isNull(leads.deletedAt),
        cursor ? lt(leads.id, cursor) : undefined,
        // The unary plus keeps SQLite from walking by state or source: the order is that of the ids.
        looked ? sql`${leads.id} >= ${looked.id}` : undefined,
        state ? sql`+${leads.state} = ${state}` : undefined,
        // Where its event came from, whatever the lead itself says.
        sourceId ? sql`exists (select 1 from events where events.id = ${leads.eventId} and events.source_id = ${sourceId})` : undefined,
        pattern ? or(has(leads.name), has(leads.company), has(leads.email), has(leads.phone)) : undefined,
      ),
    )
    .orderBy(desc(leads.id))
    .limit(limit + 1)
    .all()
  const page = rows.slice(0, limit).map(({ ownerId, ownerName, ...lead }) => ({ ...lead, owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? '' } }))
  return { leads: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : (looked?.id ?? null) }
}

/** How many leads there are in each state. */
export function countLeads(db: Database): Record<LeadState | 'all', number> {
  const counts = db.select({ state: leads.state, count: sql<number>`count(*)` }).from(leads).groupBy(leads.state).all()
  const of = (state: LeadState) => counts.find((each) => each.state === state)?.count ?? 0
  const all = counts.reduce((sum, each) => sum + each.count, 0)
  return { all, open: of('open'), routed: of('routed'), queued: of('queued'), review: of('review'), rejected: of('rejected'), merged: of('merged'), closed: of('closed') }
}
