import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { watchGap } from '#nodes/revops/watch-gap'
import { keptQuery } from '../../db/kept-query'
import type { Database } from '../../db/open-database'
import { queues, queueWatchers, reps, teams, workItems } from '../../db/schema'
import { absentUntil } from '../../roster/absent'
import { flowsByQueue } from './flows-by-queue'
import { waitsInQueue } from './waits-in-queue'

const findWatchers = keptQuery((db) =>
  db
    .select({ queueId: queueWatchers.queueId, id: reps.id, name: reps.name, active: sql<number>`${reps.active} = 1 and ${reps.deletedAt} is null`, awayUntil: reps.awayUntil, absentUntil })
    .from(queueWatchers)
    .innerJoin(reps, eq(reps.id, queueWatchers.repId))
    .orderBy(asc(reps.name), asc(reps.id))
    .prepare(),
)

/**
 * Queues that are not deleted, by name; one of them, or all: who watches each and until when they are away, whose people are offered what waits, how
 * much that is, since when, how much of it is over its deadline, and which published flows put leads there.
 */
export function readQueues(db: Database, now: number, only?: string) {
  const rows = db
    .select({ queue: queues, team: teams.name })
    .from(queues)
    .leftJoin(teams, eq(teams.id, queues.teamId))
    .where(and(isNull(queues.deletedAt), only === undefined ? undefined : eq(queues.id, only)))
    .orderBy(asc(queues.name), asc(queues.id))
    .all()
  const ids = rows.map(({ queue }) => queue.id)
  const flowNames = flowsByQueue(db, ids)
  const waiting = new Map(
    db
      .select({ queueId: workItems.queueId, count: sql<number>`count(*)`, oldestAt: sql<number>`min(${workItems.createdAt})`, overdue: sql<number>`sum(${workItems.dueAt} <= ${now})` })
      .from(workItems)
      .where(and(waitsInQueue, inArray(workItems.queueId, ids)))
      .groupBy(workItems.queueId)
      .all()
      .map(({ queueId, ...sums }) => [queueId, sums]),
  )
  const watchers = findWatchers(db).all({ now })
  return rows.map(({ queue, team }) => {
    const own = watchers
      .filter(({ queueId }) => queueId === queue.id)
      .map(({ id, name, active, ...until }) => ({ id, name, active: active === 1, awayUntil: laterOf(until.awayUntil, until.absentUntil, now) }))
    const sums = waiting.get(queue.id)
    return {
      id: queue.id, name: queue.name, offerForMs: queue.offerForMs, leastLeftMs: queue.leastLeftMs, team: queue.teamId === null ? null : { id: queue.teamId, name: team ?? queue.teamId },
      watchers: own, gap: watchGap(own, now) ?? null, waiting: sums?.count ?? 0, oldestAt: sums?.oldestAt ?? null, overdue: sums?.overdue ?? 0, flows: flowNames.get(queue.id) ?? [],
    }
  })
}

function laterOf(one: number | null, other: number | null, now: number): number | null {
  const until = Math.max(one ?? 0, other ?? 0)
  return until > now ? until : null
}
