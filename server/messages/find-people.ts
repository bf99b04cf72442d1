import { sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { findWords, holds } from '../leads/words/find-words'

/** So many people are found at most; who looks for more has not said enough. */
const mostPeople = 500
/** Where the index of words cannot tell, so many leads are looked at one by one, the newest first. */
const mostLooked = 20_000

/** The people whose inquiries hold all words of the text in name, company, e-mail or phone, those who asked last first. */
export function findPeople(db: Database, text: string): string[] {
  const rows = findWords(db, text) ?? sql`select leads.rowid from leads where leads.rowid > (select max(rowid) from leads) - ${mostLooked} and ${holds(db, text)}`
  return db
    .all<{ id: string }>(sql`select contact_id as id from leads where rowid in (${rows}) and deleted_at is null group by contact_id order by max(rowid) desc limit ${mostPeople}`)
    .map(({ id }) => id)
}
