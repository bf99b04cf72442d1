import { desc, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flowVersions, users } from '../db/schema'

export interface NewestVersion {
  version: number
  at: number
  /** The name of whoever published it. */
  by: string
  note: string
}

/** What was published last of a flow, live or not. */
export function newestVersion(db: Database, flowId: string): NewestVersion | undefined {
  const found = db
    .select({ version: flowVersions.number, at: flowVersions.publishedAt, by: users.name, note: flowVersions.note })
    .from(flowVersions)
    .leftJoin(users, eq(users.id, flowVersions.publishedBy))
    .where(eq(flowVersions.flowId, flowId))
    .orderBy(desc(flowVersions.number))
    .get()
  return found && { ...found, by: found.by ?? 'Watertight' }
}
