import { eq, sql } from 'drizzle-orm'
import { wakeMessages } from '../consent/wake-messages'
import type { Database } from '../db/open-database'
import { contacts, effects } from '../db/schema'

/** Has messages that wait to be sent to whoever these entries name asked about again at once. Returns how many there are. Part of the caller's transaction. */
export function wakeNamed(db: Database, values: ReadonlySet<string>, now: number): number {
  const waiting = db
    .selectDistinct({ id: contacts.id, email: contacts.emailNorm, phone: contacts.phoneNorm })
    .from(effects)
    .innerJoin(contacts, eq(contacts.id, effects.contactId))
    // As the index says it: SQLite takes it only then.
    .where(sql`${effects.contactId} is not null and ${effects.state} in ('claimed', 'held')`)
    .all()
  const isNamed = (email: string | null, phone: string | null) => (email !== null && (values.has(email) || values.has(email.slice(email.lastIndexOf('@'))))) || (phone !== null && values.has(phone))
  return waiting.filter(({ email, phone }) => isNamed(email, phone)).reduce((sum, { id }) => sum + wakeMessages(db, id, now), 0)
}
