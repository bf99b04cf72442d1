import { isDeepStrictEqual } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { findField } from '#nodes/revops/fields'
import { readField } from '#nodes/revops/read-field'
import type { JsonObject } from '#nodes/sdk/json'
import { NodeError } from '#nodes/sdk/node-error'
import type { Actor, AuditEntry } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import { createFindTerritory } from '../territories/find-territory'
import { indexWordsAgain } from './words/index-words'

const searchedFields = new Set(['name', 'company', 'email', 'phone'])

/**
 * Changes fields of a lead, whoever does it, as part of the caller's transaction: audited with before and after, and followed
 * by an event “lead.updated” that names what changed. What stays as it was is no change and makes no event. As long as nobody has the lead, a
 * territory that the rules have set (or not found) follows the change.
 */
export function createChangeLead(
  db: Database,
  readLead: (leadId: string) => JsonObject | undefined,
  addAudit: (entry: AuditEntry, now: number) => void,
): (change: { leadId: string; changes: JsonObject; actor: Actor }, now: number) => void {
  const keepEvent = createKeepEvent(db)
  const findTerritory = createFindTerritory(db)
  const standing = db.select({ territory: leads.territory, territoryRules: leads.territoryRules, ownerId: leads.ownerId, state: leads.state }).from(leads).where(eq(leads.id, sql.placeholder('id'))).prepare()
  const countChange = db.update(leads).set({ version: sql`${leads.version} + 1` }).where(eq(leads.id, sql.placeholder('id'))).prepare()

  function followRules(leadId: string, { before, after }: { before: JsonObject; after: JsonObject }): void {
    const lead = standing.get({ id: leadId })
    const isOpen = lead && lead.ownerId === null && ['open', 'queued', 'review'].includes(lead.state)
    if (!isOpen || (lead.territory !== null && lead.territoryRules === null)) return
    const found = findTerritory(() => readLead(leadId))
    if (!found || found.territory === lead.territory) return
    updateRows(db, leads, { territory: found.territory, territoryRules: found.territory === null ? null : found.territoryRules }, { id: leadId })
    before['lead.territory'] = lead.territory
    after['lead.territory'] = found.territory
  }

  return ({ leadId, changes, actor }, now) => {
    const record = readLead(leadId)
    if (!record) throw new NodeError('record-gone', 'The lead does not exist any more.')
    const before: JsonObject = {}
    const after: JsonObject = {}
    const values: Record<string, unknown> = {}
    for (const [path, given] of Object.entries(changes)) {
      if (!findField(path)?.writable) throw new NodeError('field-not-writable', `The field “${path}” cannot be set by a flow.`)
      const value = path === 'lead.skills' && given === null ? [] : given
      const old = readField(record, path)
      if (isDeepStrictEqual(old, value)) continue
      before[path] = old
      after[path] = value
      values[path.slice('lead.'.length)] = value
    }
    if (Object.keys(values).length === 0) return

    const subject = { type: 'lead' as const, id: leadId }
    updateRows(db, leads, { ...values, ...('territory' in values && { territoryRules: null }), updatedAt: now }, { id: leadId })
    if (!('territory' in values)) followRules(leadId, { before, after })
    countChange.run({ id: leadId })
    if (Object.keys(values).some((field) => searchedFields.has(field))) indexWordsAgain(db, leadId)
    addAudit({ actor, action: 'lead.updated', subject, before, after }, now)
    const changed = Object.fromEntries(Object.keys(after).map((path) => [path, { from: before[path] ?? null, to: after[path] ?? null }]))
    keepEvent(
      {
        sourceId: internalSource(db, now), externalId: newId(now), type: 'lead.updated', data: { changes: changed }, occurredAt: now, subject,
        ...(actor.kind === 'run' && { causeRunId: actor.id }),
      },
      now,
    )
  }
}
