import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { AppError } from '../errors/app-error'

/** The flow's row; refuses one that is not there or was deleted. */
export function findFlow(db: Database, flowId: string): typeof flows.$inferSelect {
  const flow = db.select().from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
  if (!flow) throw new AppError('not-found', 'This flow does not exist any more. It may have been deleted; somebody can bring it back.')
  return flow
}
