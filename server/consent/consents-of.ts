import { eq, sql } from 'drizzle-orm'
import type { ConsentEvent } from '#nodes/revops/gate/consent'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { consentEvents } from '../db/schema'

const find = keptQuery((db) =>
  db
    .select({ channel: consentEvents.channel, purpose: consentEvents.purpose, state: consentEvents.state, at: consentEvents.at, receivedAt: consentEvents.receivedAt, source: consentEvents.source })
    .from(consentEvents)
    .where(eq(consentEvents.contactId, sql.placeholder('contactId')))
    .prepare(),
)

/** Everything that a person said about being contacted, in no order. */
export function consentsOf(db: Database, contactId: string): ConsentEvent[] {
  return find(db).all({ contactId })
}
