import { and, count, eq, isNull, ne, sql } from 'drizzle-orm'
import { isLive } from '../../assignments/is-live'
import type { Database } from '../../db/open-database'
import { assignments, leads, queues, queueWatchers, reps, workItems } from '../../db/schema'
import { isUnderWay } from '../../leads/is-under-way'
import { AppError } from '../../errors/app-error'

/** What would follow if this person left now, for whoever is about to say so. */
export function viewLeaving(db: Database, repId: string) {
  const rep = db.select().from(reps).where(eq(reps.id, repId)).get()
  if (!rep) throw new AppError('not-found', 'There is nobody with this id on the roster.')
  const counted = (row: { n: number } | undefined) => row?.n ?? 0
  const offers = counted(db.select({ n: count() }).from(assignments).where(and(eq(assignments.repId, repId), isLive, eq(assignments.state, 'offered'))).get())
  const owned = counted(db.select({ n: count() }).from(leads).where(and(eq(leads.ownerId, repId), isUnderWay)).get())
  const tasks = counted(db.select({ n: count() }).from(workItems).where(and(eq(workItems.assigneeId, repId), eq(workItems.state, 'open'), eq(workItems.kind, 'task'))).get())
  const colleagues = db
    .select({ id: reps.id, name: reps.name })
    .from(reps)
    .where(and(ne(reps.id, repId), eq(reps.active, true), eq(reps.role, 'rep'), isNull(reps.deletedAt)))
    .orderBy(reps.name)
    .all()
  return { name: rep.name, offers, leads: owned, tasks, backupId: rep.backupId, colleagues, queues: watchedAlone(db, repId) }
}

/** Names of the queues that nobody else watches. */
function watchedAlone(db: Database, repId: string): string[] {
  return db
    .select({ name: queues.name })
    .from(queues)
    .innerJoin(queueWatchers, eq(queueWatchers.queueId, queues.id))
    .innerJoin(reps, and(eq(reps.id, queueWatchers.repId), eq(reps.active, true), isNull(reps.deletedAt)))
    .where(isNull(queues.deletedAt))
    .groupBy(queues.id)
    .having(sql`count(*) = 1 and max(${reps.id}) = ${repId}`)
    .orderBy(queues.name)
    .all()
    .map(({ name }) => name)
}
