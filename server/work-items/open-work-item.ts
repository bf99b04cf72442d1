import { and, eq } from 'drizzle-orm'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { workItems } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { isOpen } from './is-open'

export type NewWorkItem = Pick<typeof workItems.$inferInsert, 'kind' | 'title' | 'detail' | 'dueAt' | 'openKey'> &
  Partial<Pick<typeof workItems.$inferInsert, 'subjectType' | 'subjectId' | 'runId' | 'effectKey' | 'eventId' | 'queueId' | 'assigneeId'>>

/** Puts something before a person. While one with the same open key is open, that one's id is returned instead. */
export function openWorkItem(db: Database, item: NewWorkItem, now: number): string {
  const id = newId(now)
  if (insertRow(db, workItems, { ...item, id, state: 'open', createdAt: now }, { orIgnore: true })) return id
  const open = db.select({ id: workItems.id }).from(workItems).where(and(eq(workItems.openKey, item.openKey), isOpen)).get()
  if (!open) throw new Error(`work-items.open: ${item.openKey} neither inserted nor open`)
  return open.id
}
