import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import type { LeadState } from '../lead-states'

/** A lead as lists show it. */
export interface ListedLead {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  company: string | null
  message: string | null
  territory: string | null
  industry: string | null
  amount: number | null
  score: number | null
  skills: string[]
  state: LeadState
  receivedAt: number
  updatedAt: number
  source: string
  owner: { id: string; name: string } | null
}

interface Row extends Omit<ListedLead, 'skills' | 'owner'> {
  rowid: number
  value: string | number | null
  skills: string
  ownerId: string | null
  ownerName: string | null
}

interface Reading {
  tests: readonly SQL[]
  by: SQL
  limit: number
  /** The index to go by, where one is meant. */
  index?: string
  /** What the leads are sorted by, beside their ids. */
  value?: SQL | undefined
}

/** Reads leads from the database, each with what it is sorted by. Names of sources and reps are looked up for those only that come back. */
export function readLeads(db: Database, { tests, by, limit, index, value }: Reading): { lead: ListedLead; value: string | number | null; rowid: number }[] {
  const rows = db.all<Row>(sql`
    select leads.rowid, ${value ?? sql`null`} as value, leads.id, leads.name, leads.email, leads.phone, leads.company, leads.message, leads.territory, leads.industry, leads.amount, leads.score,
      leads.skills, leads.state, leads.received_at as receivedAt, leads.updated_at as updatedAt, sources.name as source, reps.id as ownerId, reps.name as ownerName
    from leads ${index ? sql`indexed by ${sql.raw(index)}` : sql``}
      left join sources on sources.id = leads.source_id
      left join reps on reps.id = leads.owner_id
    where ${sql.join([...tests], sql` and `)}
    order by ${by} limit ${limit}`)
  return rows.map(({ rowid, value: sortedBy, skills, ownerId, ownerName, ...lead }) => ({
    rowid,
    value: sortedBy,
    lead: { ...lead, skills: JSON.parse(skills) as string[], owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? '' } },
  }))
}
