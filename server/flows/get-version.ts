import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flowVersions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { readDraft } from './read-draft'

/** One published version, whole. It never changes; an older form of the document is brought up to date for reading. */
export function getVersion(db: Database, flowId: string, number: number) {
  const version = db
    .select({ number: flowVersions.number, document: flowVersions.document })
    .from(flowVersions)
    .where(and(eq(flowVersions.flowId, flowId), eq(flowVersions.number, number)))
    .get()
  if (!version) throw new AppError('not-found', 'There is no such version of this flow.')
  return { number: version.number, document: readDraft(version.document) }
}
