import { type SQL, sql } from 'drizzle-orm'
import type { Place } from './entry'

export type By = 'people' | 'flows'

export interface Reading {
  leadId: string
  before: Place | undefined
  limit: number
  by: By | undefined
}

/** What happened before the place, of one kind whose rank this is. */
export function before({ before: place }: Reading, rank: number, at: SQL, key: SQL): SQL {
  if (!place) return sql`1`
  if (rank !== place.rank) return rank < place.rank ? sql`${at} <= ${place.at}` : sql`${at} < ${place.at}`
  return sql`(${at} < ${place.at} or (${at} = ${place.at} and ${key} < ${place.key}))`
}
