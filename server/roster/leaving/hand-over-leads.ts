import { and, asc, eq, inArray, isNotNull, notInArray, or } from 'drizzle-orm'
import { createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { leads, reps, workItems } from '../../db/schema'
import { updateRows } from '../../db/write-rows'
import type { Writer } from '../../db/writer'
import { handOver } from './hand-over'

const atOnce = 20
const over = ['rejected', 'merged', 'closed'] as const
const hasLeft = or(eq(reps.active, false), isNotNull(reps.deletedAt))

/**
 * Hands over what people who have left still have: their leads, a group in one transaction, then what else was theirs to do, to their manager. Says whether
 * there is more. What the database says decides, so that it goes on where it was after any crash, and any number of processes may do it.
 */
export function createHandOverLeads(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const left = () =>
    db
      .select({ leadId: leads.id, leaver: reps })
      .from(leads)
      .innerJoin(reps, eq(reps.id, leads.ownerId))
      .where(and(hasLeft, notInArray(leads.state, [...over])))
      .orderBy(asc(leads.receivedAt), asc(leads.id))
      .limit(atOnce)
      .all()
  const work = () =>
    db
      .select({ id: workItems.id, kind: workItems.kind, leaver: reps })
      .from(workItems)
      .innerJoin(reps, eq(reps.id, workItems.assigneeId))
      .where(and(hasLeft, eq(workItems.state, 'open'), inArray(workItems.kind, ['task', 'claim'])))
      .limit(atOnce)
      .all()

  return async (now) => {
    if (left().length > 0) {
      return writer.write((tx) => {
        const found = left()
        for (const { leadId, leaver } of found) handOver(tx, leadId, leaver, now)
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
