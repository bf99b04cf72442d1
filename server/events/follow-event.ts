import { eq, sql } from 'drizzle-orm'
import { matchTriggers } from '#engine/triggers/match-triggers'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { events, triggers } from '../db/schema'
import { createCreateLead } from '../leads/create-lead'
import { createMintRun } from '../runs/mint-run'

export interface KeptEvent {
  id: string
  sourceId: string
  type: string
  data: JsonObject
  /** False: the lead is kept, and no flow starts for it. */
  startsFlows?: boolean
}

/** What follows an event that is kept: its lead, and the runs of every flow that it starts. Part of the caller's transaction. */
export function createFollowEvent(db: Database): (event: KeptEvent, now: number) => string {
  const createLead = createCreateLead(db)
  const mintRun = createMintRun(db)
  const findTriggers = db.select().from(triggers).where(eq(triggers.eventType, sql.placeholder('type'))).prepare()
  const setSubject = db.update(events).set({ subjectType: 'lead', subjectId: sql`${sql.placeholder('subjectId')}` }).where(eq(events.id, sql.placeholder('id'))).prepare()
  return (event, now) => {
    const leadId = createLead(event, now)
    setSubject.run({ id: event.id, subjectId: leadId })
    if (event.startsFlows === false) return leadId
    const arrived = { id: event.id, type: event.type, subject: { type: 'lead', id: leadId } }
    for (const run of matchTriggers(arrived, findTriggers.all({ type: event.type }))) mintRun(run, now)
    return leadId
  }
}
