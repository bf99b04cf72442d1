import type { JsonObject } from '#nodes/sdk/json'
import type { RecordsService } from '#nodes/sdk/services'
import type { Actor, AuditEntry } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { createChangeLead } from './change-lead'
import { createFindLeads } from './find-leads'

const pageSize = 500

/** Changes of records by flows, and leads that flows look for. */
export function createRecordsService(
  db: Database,
  readLead: (leadId: string) => JsonObject | undefined,
  addAudit: (entry: AuditEntry, now: number) => void,
): (actor: Actor, now: number) => RecordsService {
  const changeLead = createChangeLead(db, readLead, addAudit)
  const findLeads = createFindLeads(db, readLead)
  return (actor, now) => ({
    update: (subject, changes) => changeLead({ leadId: subject.id, changes, actor }, now),
    find(condition, limit) {
      const found: ReturnType<RecordsService['find']> = []
      let after: string | undefined = ''
      while (after !== undefined && found.length <= limit) {
        const page = findLeads(condition, after, pageSize)
        found.push(...page.fitting.map(({ id, record }) => ({ subject: { type: 'lead' as const, id }, fields: record })))
        after = page.last
      }
      return found.slice(0, limit + 1)
    },
  })
}
