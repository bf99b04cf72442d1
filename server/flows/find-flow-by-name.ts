import { and, eq, isNull, or } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { AppError } from '../errors/app-error'

/** A flow by its id or its whole name. Refuses a name that no flow has, or several. */
export function findFlowByName(db: Database, name: string): typeof flows.$inferSelect {
  const found = db.select().from(flows).where(and(or(eq(flows.id, name), eq(flows.name, name)), isNull(flows.deletedAt))).all()
  const [flow] = found
  if (!flow) {
    const names = db.select({ name: flows.name }).from(flows).where(isNull(flows.deletedAt)).limit(20).all().map((each) => `“${each.name}”`)
    throw new AppError('not-found', `There is no flow “${name}”.${names.length > 0 ? ` There are: ${names.join(', ')}.` : ''}`)
  }
  if (found.length > 1) throw new AppError('conflict', `${found.length} flows are called “${name}”. Say which by its id: ${found.map((each) => each.id).join(', ')}.`)
  return flow
}
