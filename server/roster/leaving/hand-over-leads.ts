import { and, asc, eq, exists, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { leads, reps, workItems } from '../../db/schema'
import { isUnderWay } from '../../leads/is-under-way'
import { updateRows } from '../../db/write-rows'
import type { Writer } from '../../db/writer'
import { handOver } from './hand-over'

const atOnce = 20
const hasLeft = or(eq(reps.active, false), isNotNull(reps.deletedAt))

/**
 * Hands over what people who have left still have: their leads, a group in one transaction, then what else was theirs to do, to their manager. Says whether
 * there is more. What the database says decides, so that it goes on where it was after any crash, and any number of processes may do it.
 */
export function createHandOverLeads(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const leaverWithLeads = () => db.select().from(reps).where(and(hasLeft, exists(db.select({ one: sql`1` }).from(leads).where(and(eq(leads.ownerId, reps.id), isUnderWay))))).limit(1).get()
  const leadsOf = (leaverId: string) => db.select({ id: leads.id }).from(leads).where(and(eq(leads.ownerId, leaverId), isUnderWay)).orderBy(asc(leads.receivedAt)).limit(atOnce).all()
  const work = () =>
    db
      .select({ id: workItems.id, kind: workItems.kind, leaver: reps })
      .from(workItems)
      .innerJoin(reps, eq(reps.id, workItems.assigneeId))
      .where(and(hasLeft, eq(workItems.state, 'open'), inArray(workItems.kind, ['task', 'claim'])))
      .limit(atOnce)
      .all()

  return async (now) => {
    if (leaverWithLeads()) {
      return writer.write((tx) => {
        const leaver = leaverWithLeads()
        if (leaver) for (const { id } of leadsOf(leaver.id)) handOver(tx, id, leaver, now)
        return true
      })
    }
    if (work().length === 0) return false
    return writer.write((tx) => {
      const found = work()
      for (const { id, leaver } of found) {
        const managerId = activeManager(tx, leaver.managerId)
        updateRows(tx, workItems, { assigneeId: managerId }, { id, state: 'open', assigneeId: leaver.id })
        createAddAudit(tx)({ actor: { kind: 'system', id: 'leaving' }, action: 'work-item.handed-over', subject: { type: 'work-item', id }, before: { assigneeId: leaver.id }, after: { assigneeId: managerId }, reason: `${leaver.name} has left` }, now)
      }
      return found.length === atOnce
    })
  }
}

/** The first person up the line who is still here; nobody means revenue operations. */
function activeManager(db: Database, managerId: string | null): string | null {
  const seen = new Set<string>()
  for (let id = managerId; id !== null && !seen.has(id); ) {
    seen.add(id)
    const manager = db.select({ id: reps.id, active: reps.active, deletedAt: reps.deletedAt, managerId: reps.managerId }).from(reps).where(eq(reps.id, id)).get()
    if (manager?.active && manager.deletedAt === null) return manager.id
    id = manager?.managerId ?? null
  }
  return null
}
