import { and, asc, eq, notInArray, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { leads, runs } from '../db/schema'

const find = keptQuery((db) =>
  db
    .select({ id: runs.id, versionId: runs.versionId, state: runs.state, hold: runs.hold, subjectId: runs.subjectId })
    .from(leads)
    // Crossed, so that SQLite begins with the person's leads and not with all runs there are.
    .crossJoin(runs)
    .where(and(eq(leads.contactId, sql.placeholder('contactId')), eq(runs.subjectType, 'lead'), eq(runs.subjectId, leads.id), notInArray(runs.state, ['done', 'failed'])))
    .orderBy(asc(runs.id))
    .prepare(),
)

/** The runs about any inquiry of a person that have not ended, the oldest first. */
export function runsOfPerson(db: Database, contactId: string): ReturnType<ReturnType<typeof find>['all']> {
  return find(db).all({ contactId })
}
