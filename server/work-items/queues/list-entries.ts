import { and, eq, gt, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isLive } from '../../assignments/is-live'
import { offerUntil } from '../../assignments/offer-until'
import type { Database } from '../../db/open-database'
import { assignments, flows, leads, reps, runs, workItems } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { queueOrder, queueScore } from './queue-order'
import { waitsInQueue } from './waits-in-queue'

const Cursor = z.tuple([z.number(), z.number(), z.string().max(40)])

/** What waits in a queue, a page of it, in the order in which it is offered; who is asked for each now and until when, and which flow put it there. */
export function listEntries(db: Database, { queueId, cursor, limit }: { queueId: string; cursor?: string; limit: number }) {
  const rows = db
    .select({
      id: workItems.id, title: workItems.title, since: workItems.createdAt, dueAt: workItems.dueAt, runId: workItems.runId, score: leads.score, order: queueScore,
      lead: { id: leads.id, name: leads.name, email: leads.email, phone: leads.phone, company: leads.company },
      flow: { id: flows.id, name: flows.name },
      asked: { id: reps.id, name: reps.name },
      offer: { queueItemId: assignments.queueItemId, offeredAt: assignments.offeredAt },
    })
    .from(workItems)
    .leftJoin(leads, and(eq(workItems.subjectType, 'lead'), eq(leads.id, workItems.subjectId)))
    .leftJoin(runs, eq(runs.id, workItems.runId))
    .leftJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(assignments, and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, leads.id), isLive))
    .leftJoin(reps, eq(reps.id, assignments.repId))
    .where(and(waitsInQueue, eq(workItems.queueId, queueId), cursor === undefined ? undefined : isAfter(readCursor(cursor))))
    .orderBy(...queueOrder)
    .limit(limit + 1)
    .all()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    entries: page.map(({ lead, asked, offer, order: _order, ...entry }) => ({
      ...entry, lead,
      asked: lead && asked && offer?.offeredAt ? { ...asked, until: offerUntil(db, { subjectId: lead.id, queueItemId: offer.queueItemId, offeredAt: offer.offeredAt }) } : null,
    })),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.order, last.since, last.id])).toString('base64url') : null,
  }
}

function isAfter([order, since, id]: z.infer<typeof Cursor>) {
  return or(sql`${queueScore} < ${order}`, and(sql`${queueScore} = ${order}`, or(gt(workItems.createdAt, since), and(eq(workItems.createdAt, since), gt(workItems.id, id)))))
}

function readCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new AppError('bad-input', 'This place in the queue is not known. Reload the page.')
  }
}
