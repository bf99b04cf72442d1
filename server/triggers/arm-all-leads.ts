import { and, asc, eq, gt, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { leads, triggers } from '../db/schema'
import type { Writer } from '../db/writer'
import { createReadLead } from '../leads/read-lead'
import { armDate, armSilence } from './arm-lead'
import { overStates } from '../leads/over-states'

const leadsPerGroup = 500

/**
 * Goes through the leads that are there for a trigger that was published: a group of them in one transaction, and says whether there is more to do. Any number of
 * processes may do so; after a crash it goes on where it stood.
 */
export function createArmAllLeads(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const readLead = createReadLead(db)
  const next = db.select().from(triggers).where(and(isNotNull(triggers.arms), isNotNull(triggers.arming))).orderBy(asc(triggers.id)).limit(1).prepare()
  const page = db
    .select({ id: leads.id, receivedAt: leads.receivedAt })
    .from(leads)
    .where(and(gt(leads.id, sql.placeholder('after')), isNull(leads.deletedAt), notInArray(leads.state, [...overStates])))
    .orderBy(asc(leads.id))
    .limit(leadsPerGroup)
    .prepare()
  const lastSign = db.$client.prepare(`select max(min(occurred_at, received_at)) from events where subject_id = ? and type in (select value from json_each(?))`).pluck()

  function armOne({ flowId, spec }: typeof triggers.$inferSelect, lead: { id: string; receivedAt: number }, now: number): void {
    if (spec.on === 'silence') {
      const last = Math.max(lead.receivedAt, (lastSign.get(lead.id, JSON.stringify(spec.events)) as number | null) ?? 0)
      armSilence(db, { flowId, leadId: lead.id, spec, last, andOver: spec.already === 'start' }, now)
    }
    if (spec.on === 'date') armDate(db, { flowId, leadId: lead.id, spec, record: readLead(lead.id) ?? {} }, now)
  }

  return async () => {
    if (!next.get()) return false
    return writer.write(() => {
      const trigger = next.get()
      if (!trigger?.arming) return false
      const { after, since } = trigger.arming
      const group = page.all({ after: after ?? '' })
      // As of the moment when it was published: what has become due since then is due.
      for (const lead of group) armOne(trigger, lead, since)
      const isLast = group.length < leadsPerGroup
      db.update(triggers).set({ arming: isLast ? null : { after: group.at(-1)?.id ?? after, since } }).where(eq(triggers.id, trigger.id)).run()
      return true
    })
  }
}
