import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { notices } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { queuePushes } from '../push/queue-pushes'

type NewNotice = Pick<typeof notices.$inferInsert, 'effectKey' | 'personId' | 'title' | 'text' | 'link' | 'offerId'>

/** Tells somebody on the roster on our pages, and on the devices where they want to be told; the same `effectKey` again changes nothing. Part of the caller's transaction. */
export function addNotice(db: Database, notice: NewNotice, now: number): void {
  const id = newId(now)
  if (insertRow(db, notices, { id, ...notice, at: now }, { orIgnore: true })) queuePushes(db, { noticeId: id, personId: notice.personId }, now)
}
