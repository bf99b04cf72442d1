import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { queues, queueWatchers, reps } from '../db/schema'

/** A queue that somebody active watches: the one that is wished, then one of the wished watcher, then the one with most watchers. Undefined: none is watched. */
export function watchedQueue(db: Database, wish: { queueId?: string | null; watcherId?: string | null }): string | undefined {
  return db
    .select({ id: queues.id })
    .from(queues)
    .innerJoin(queueWatchers, eq(queueWatchers.queueId, queues.id))
    .innerJoin(reps, and(eq(reps.id, queueWatchers.repId), eq(reps.active, true), isNull(reps.deletedAt)))
    .where(isNull(queues.deletedAt))
    .groupBy(queues.id)
    .orderBy(desc(sql`${queues.id} = ${wish.queueId ?? ''}`), desc(sql`max(${reps.id} = ${wish.watcherId ?? ''})`), desc(sql`count(*)`), queues.id)
    .get()?.id
}
