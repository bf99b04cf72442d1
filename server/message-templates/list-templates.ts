import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { NodeRegistry } from '#nodes/definitions'
import type { Database } from '../db/open-database'
import { messageTemplates, messageTemplateVersions } from '../db/schema'
import { findTemplate } from './find-template'
import { usesOfTemplates } from './uses-of-template'

/** All templates by name, each with its subject, who changed it last, and which flows send it. */
export function listTemplates(db: Database, registry: NodeRegistry) {
  const uses = usesOfTemplates(db, registry)
  return db
    .select({
      id: messageTemplates.id, name: messageTemplates.name, channel: messageTemplates.channel, number: messageTemplates.newest, purpose: messageTemplateVersions.purpose, subject: messageTemplateVersions.subject,
      changedAt: messageTemplates.updatedAt, changedBy: messageTemplateVersions.createdBy,
    })
    .from(messageTemplates)
    .innerJoin(messageTemplateVersions, and(eq(messageTemplateVersions.templateId, messageTemplates.id), eq(messageTemplateVersions.number, messageTemplates.newest)))
    .where(isNull(messageTemplates.deletedAt))
    .orderBy(asc(messageTemplates.name))
    .all()
    .map((template) => ({ ...template, uses: uses.get(template.id) ?? [] }))
}

/** One template with all its versions, the newest first. */
export function getTemplate(db: Database, registry: NodeRegistry, id: string) {
  const { name, channel, newest } = findTemplate(db, id)
  const versions = db.select().from(messageTemplateVersions).where(eq(messageTemplateVersions.templateId, id)).orderBy(desc(messageTemplateVersions.number)).all()
  return {
    id, name, channel, newest,
    versions: versions.map(({ number, purpose, subject, body, tracksClicks, createdAt, createdBy, restores }) => ({ number, purpose, subject, body, tracksClicks, createdAt, createdBy, restores })),
    uses: usesOfTemplates(db, registry).get(id) ?? [],
  }
}
