import { and, asc, gt, isNull, sql } from 'drizzle-orm'
import type { RuleGroup } from '#nodes/revops/condition'
import { evaluate } from '#nodes/revops/evaluate-condition'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'

/** Leads one page after another, oldest first (ids sort by age), with those of the page that fit the condition. */
export interface LeadPage {
  fitting: { id: string; record: JsonObject }[]
  /** The last lead that was looked at; undefined when there are no more. */
  last: string | undefined
}

/** Looks at up to `size` leads after `after`. Without a condition, all of them fit. */
export function createFindLeads(db: Database, readLead: (leadId: string) => JsonObject | undefined): (condition: RuleGroup | undefined, after: string | null, size: number) => LeadPage {
  const page = db
    .select({ id: leads.id })
    .from(leads)
    .where(and(isNull(leads.deletedAt), gt(leads.id, sql.placeholder('after'))))
    .orderBy(asc(leads.id))
    .limit(sql.placeholder('size'))
    .prepare()
  return (condition, after, size) => {
    const ids = page.all({ after: after ?? '', size })
    const fitting = ids.flatMap(({ id }) => {
      const record = readLead(id)
      return record && (condition === undefined || evaluate(condition, record).passed) ? [{ id, record }] : []
    })
    return { fitting, last: ids.length < size ? undefined : ids.at(-1)?.id }
  }
}
