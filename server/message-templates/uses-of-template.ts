import { eq, isNull, sql } from 'drizzle-orm'
import { findReferences } from '#engine/graph/flow-references'
import type { NodeRegistry } from '#nodes/definitions'
import type { Database } from '../db/open-database'
import { flows, flowVersions } from '../db/schema'
import { readDraft } from '../flows/read-draft'

/** A flow that sends a template: `isLive` where its published version does, else its draft. */
export interface TemplateUse {
  id: string
  name: string
  isLive: boolean
}

/** Which flows send each template, by its id; in the order of their names. */
export function usesOfTemplates(db: Database, registry: NodeRegistry): Map<string, TemplateUse[]> {
  const uses = new Map<string, TemplateUse[]>()
  const mentions = (document: unknown) => sql`instr(${document}, '"template"') > 0`
  const live = db.select({ id: flows.id, name: flows.name, document: flowVersions.document }).from(flows).innerJoin(flowVersions, eq(flowVersions.id, flows.publishedId)).where(sql`${isNull(flows.deletedAt)} and ${mentions(flowVersions.document)}`).all()
  const drafts = db.select({ id: flows.id, name: flows.name, document: flows.draft }).from(flows).where(sql`${isNull(flows.deletedAt)} and ${mentions(flows.draft)}`).all()
  for (const [rows, isLive] of [[live, true], [drafts, false]] as const) {
    for (const { id, name, document } of rows) {
      for (const reference of findReferences(readDraft(document), registry)) {
        if (reference.kind !== 'message-template') continue
        const known = uses.get(reference.id) ?? []
        if (!known.some((use) => use.id === id)) uses.set(reference.id, [...known, { id, name, isLive }])
      }
    }
  }
  for (const [id, found] of uses) uses.set(id, found.sort((one, other) => one.name.localeCompare(other.name)))
  return uses
}
