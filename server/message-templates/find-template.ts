import { and, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { MessageTemplatesService } from '#nodes/sdk/services'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { messageTemplates, messageTemplateVersions } from '../db/schema'
import { AppError } from '../errors/app-error'

const columns = {
  id: messageTemplates.id, name: messageTemplates.name, channel: messageTemplates.channel, newest: messageTemplates.newest, number: messageTemplateVersions.number, purpose: messageTemplateVersions.purpose,
  subject: messageTemplateVersions.subject, body: messageTemplateVersions.body, tracksClicks: messageTemplateVersions.tracksClicks, createdAt: messageTemplateVersions.createdAt,
}

const newestOf = keptQuery((db) =>
  db
    .select(columns)
    .from(messageTemplates)
    .innerJoin(messageTemplateVersions, and(eq(messageTemplateVersions.templateId, messageTemplates.id), eq(messageTemplateVersions.number, messageTemplates.newest)))
    .where(and(eq(messageTemplates.id, sql.placeholder('id')), isNull(messageTemplates.deletedAt)))
    .prepare(),
)

/** A template with what it says now. Refused where there is none. */
export function findTemplate(db: Database, id: string) {
  const found = newestOf(db).get({ id })
  if (!found) throw new AppError('not-found', 'There is no such message template. It may have been deleted; go back to the list of them.')
  return found
}

const asOf = keptQuery((db) =>
  db
    .select(columns)
    .from(messageTemplates)
    .innerJoin(messageTemplateVersions, eq(messageTemplateVersions.templateId, messageTemplates.id))
    .where(and(eq(messageTemplates.id, sql.placeholder('id')), lte(messageTemplateVersions.createdAt, sql.placeholder('at'))))
    .orderBy(desc(messageTemplateVersions.number))
    .limit(1)
    .prepare(),
)

const firstOf = keptQuery((db) =>
  db
    .select(columns)
    .from(messageTemplates)
    .innerJoin(messageTemplateVersions, eq(messageTemplateVersions.templateId, messageTemplates.id))
    .where(and(eq(messageTemplates.id, sql.placeholder('id')), eq(messageTemplateVersions.number, 1)))
    .prepare(),
)

/** Templates as runs see them: also those that were deleted after the run began. */
export function createMessageTemplatesService(db: Database): MessageTemplatesService {
  // A flow may have been imported before the template was: then its first words count.
  return { asOf: (id, at) => asOf(db).get({ id, at }) ?? firstOf(db).get({ id }) }
}
