import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { queues } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { readDefaultPool } from '../../sources/default-pool'
import { findQueue } from './find-queue'
import { readQueues } from './read-queues'

/** Deletes a queue in which nothing waits and that nothing names; else it is refused, saying what holds on to it. Audited. Part of the caller's transaction. */
export function deleteQueue(db: Database, { queueId, actor }: { queueId: string; actor: Actor }, now: number): void {
  const { name } = findQueue(db, queueId)
  const [queue] = readQueues(db, now, queueId)
  const waiting = queue?.waiting ?? 0
  const flows = queue?.flows.map((each) => `“${each}”`) ?? []
  const words = [
    ...(waiting > 0 ? [waiting === 1 ? '1 lead waits in it: claim it or give it to somebody.' : `${waiting} leads wait in it: claim them or give them to somebody.`] : []),
    ...(flows.length > 0 ? [`${flows.length === 1 ? `The published flow ${flows[0]} puts` : `The published flows ${flows.join(', ')} put`} leads there: choose another queue in the steps and publish.`] : []),
    ...(readDefaultPool(db).queueId === queueId ? ['The default pool at Records → Sources names it: choose another queue there.'] : []),
  ]
  if (words.length > 0) throw new AppError('conflict', `“${name}” cannot be deleted yet. ${words.join(' ')}`)
  db.update(queues).set({ deletedAt: now }).where(eq(queues.id, queueId)).run()
  createAddAudit(db)({ actor, action: 'queue.deleted', subject: { type: 'queue', id: queueId }, before: { name } }, now)
}
