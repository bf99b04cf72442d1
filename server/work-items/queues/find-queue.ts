import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { queues } from '../../db/schema'
import { AppError } from '../../errors/app-error'

export function findQueue(db: Database, id: string): typeof queues.$inferSelect {
  const found = db.select().from(queues).where(and(eq(queues.id, id), isNull(queues.deletedAt))).get()
  if (!found) throw new AppError('not-found', 'There is no such queue any more. Go back to the list.')
  return found
}
