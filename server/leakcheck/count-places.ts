import type Sqlite from 'better-sqlite3'
import { type LeadPlace, leadPlaces, standingOfLeads } from './standing-of-leads'

export interface Conservation {
  /** Inquiries that were accepted. */
  events: number
  /** Those of them that are kept for a person to look at, and are no lead yet. */
  stuck: number
  /** Where the leads stand; the sum is all of them. */
  places: Record<LeadPlace, number>
  leads: number
}

/** Counts what came in and where it stands: in = stuck + the sum of places, unless something is lost. */
export function countPlaces(client: Sqlite.Database): Conservation {
  const places = Object.fromEntries(leadPlaces.map((place) => [place, 0])) as Record<LeadPlace, number>
  const rows = client.prepare(`with ${standingOfLeads} select place, count(*) as count from standing group by place`).all() as { place: LeadPlace; count: number }[]
  for (const { place, count } of rows) places[place] = count
  const { events, stuck } = client
    .prepare(`select count(*) as events, coalesce(sum(state = 'stuck'), 0) as stuck from events where type = 'lead.received'`)
    .get() as { events: number; stuck: number }
  return { events, stuck, places, leads: rows.reduce((sum, { count }) => sum + count, 0) }
}
