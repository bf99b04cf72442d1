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

/**
 * Changes fields of a lead, whoever does it, as part of the caller's transaction: audited with before and after, and followed
 * by an event “lead.updated” that names what changed. What stays as it was is no change and makes no event.
 */
export function createChangeLead(
  db: Database,
  readLead: (leadId: string) => JsonObject | undefined,
  addAudit: (entry: AuditEntry, now: number) => void,
): (change: { leadId: string; changes: JsonObject; actor: Actor }, now: number) => void {
  const keepEvent = createKeepEvent(db)
  const countChange = db.update(leads).set({ version: sql`${leads.version} + 1` }).where(eq(leads.id, sql.placeholder('id'))).prepare()
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
    updateRows(db, leads, { ...values, updatedAt: now }, { id: leadId })
    countChange.run({ id: leadId })
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
