import { and, desc, eq, isNull } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { findTemplate } from '#templates/templates'
import type { Database } from '../db/open-database'
import { events, runs } from '../db/schema'
import { findFlow } from '../flows/find-flow'
import { disguiseLead } from './disguise-lead'

export interface OfferedLeads {
  /** Invented leads that came with the flow's template. */
  samples: JsonObject[]
  /** What started the newest runs of the flow, with invented people in place of real ones. */
  recent: { at: number; lead: JsonObject }[]
}

const maxRecent = 8

/** Leads to try a flow with. Nothing in them says who a real lead was. */
export function offerLeads(db: Database, flowId: string): OfferedLeads {
  const { template } = findFlow(db, flowId)
  const recent = db
    .select({ at: events.receivedAt, data: events.data })
    .from(runs)
    .innerJoin(events, and(eq(events.subjectId, runs.subjectId), eq(events.type, 'lead.received')))
    .where(and(eq(runs.flowId, flowId), isNull(runs.parentRunId)))
    .orderBy(desc(runs.id))
    .limit(maxRecent)
    .all()
  return {
    samples: (template === null ? undefined : findTemplate(template))?.sampleEvents ?? [],
    recent: recent.map(({ at, data }) => ({ at, lead: disguiseLead(data) })),
  }
}
