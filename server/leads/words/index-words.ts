import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { leads } from '../../db/schema'
import { readUpTo } from './find-words'
import { leadText } from './lead-text'

const searched = { rowid: sql<number>`leads.rowid`, name: leads.name, company: leads.company, email: leads.email, phone: leads.phone }

/**
 * Takes leads that are not in the index of words yet into it, the oldest `limit` of them. It is done after they have arrived, and not with them: it
 * takes as long as all the rest. Part of the caller's transaction. Says how many it took.
 */
export function indexWords(db: Database, limit: number): number {
  const unread = db.select(searched).from(leads).where(sql`leads.rowid > ${readUpTo(db)}`).orderBy(sql`leads.rowid`).limit(limit).all()
  for (const lead of unread) db.run(sql`insert into lead_words (rowid, words) values (${lead.rowid}, ${leadText(lead)})`)
  return unread.length
}

/** After a change of what is searched of a lead, in the transaction of the change. A lead that is not in the index yet will come into it as it is then. */
export function indexWordsAgain(db: Database, leadId: string): void {
  const lead = db.select(searched).from(leads).where(eq(leads.id, leadId)).get()
  if (!lead || lead.rowid > readUpTo(db)) return
  db.run(sql`delete from lead_words where rowid = ${lead.rowid}`)
  db.run(sql`insert into lead_words (rowid, words) values (${lead.rowid}, ${leadText(lead)})`)
}
