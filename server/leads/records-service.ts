import { eq, sql } from 'drizzle-orm'
import { findField } from '#nodes/revops/fields'
import { readField } from '#nodes/revops/read-field'
import type { JsonObject } from '#nodes/sdk/json'
import { NodeError } from '#nodes/sdk/node-error'
import type { RecordsService } from '#nodes/sdk/services'
import type { Actor, AuditEntry } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'

/** Changes of records by flows, each with its before and after in the audit log. */
export function createRecordsService(
  db: Database,
  readLead: (leadId: string) => JsonObject | undefined,
  addAudit: (entry: AuditEntry, now: number) => void,
): (actor: Actor, now: number) => RecordsService {
  return (actor, now) => ({
    update(subject, changes) {
      const record = readLead(subject.id)
      if (!record) throw new NodeError('record-gone', 'The lead does not exist any more.')
      const before: JsonObject = {}
      const values: Record<string, unknown> = {}
      for (const [path, value] of Object.entries(changes)) {
        if (!findField(path)?.writable) throw new NodeError('field-not-writable', `The field “${path}” cannot be set by a flow.`)
        before[path] = readField(record, path)
        values[path.slice('lead.'.length)] = path === 'lead.skills' && value === null ? [] : value
      }
      if (Object.keys(values).length === 0) return
      db.update(leads).set({ ...values, updatedAt: now, version: sql`${leads.version} + 1` }).where(eq(leads.id, subject.id)).run()
      addAudit({ actor, action: 'lead.updated', subject, before, after: changes }, now)
    },
  })
}
