import { eq, sql } from 'drizzle-orm'
import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { queues, workItems } from '../db/schema'
import { findOpenWait } from '../runs/find-open-wait'

const findOfferFor = keptQuery((db) =>
  db.select({ offerForMs: queues.offerForMs }).from(workItems).innerJoin(queues, eq(queues.id, workItems.queueId)).where(eq(workItems.id, sql.placeholder('itemId'))).prepare(),
)

/** Until when whoever is offered a lead is asked: by the wait of the run; from a queue by that queue's own time, unless the wait is over before. Null: nothing ends it. */
export function offerUntil(db: Database, { subjectId, queueItemId, offeredAt }: { subjectId: string; queueItemId: string | null; offeredAt: number }): number | null {
  const waitDueAt = findOpenWait(db, acknowledgementKey({ type: 'lead', id: subjectId }))?.dueAt
  const own = queueItemId === null ? undefined : findOfferFor(db).get({ itemId: queueItemId })
  if (!own) return waitDueAt ?? null
  return Math.min(offeredAt + own.offerForMs, waitDueAt ?? Number.POSITIVE_INFINITY)
}
