import { and, count, eq, gte } from 'drizzle-orm'
import { localDay } from '#nodes/revops/local-day'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { assignments, reps, workItems } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { addNotice } from '../notices/add-notice'
import { openWorkItem } from '../work-items/open-work-item'

/** So many leads may wait in vain for one person on one day before somebody looks. */
const allowedADay = 2
const lookWithinMs = 4 * 3_600_000

/**
 * After an offer was not answered: somebody who lets more than two wait on one of their own days is doubted to be there until they set their presence, and
 * their manager is told, once that day. Part of the caller's transaction.
 */
export function doubtWhoIsSilent(db: Database, repId: string, now: number): void {
  const rep = db.select({ name: reps.name, zone: reps.zone, managerId: reps.managerId, doubtedAt: reps.doubtedAt }).from(reps).where(eq(reps.id, repId)).get()
  if (!rep) return
  const today = localDay(now, rep.zone)
  const { silent } = db
    .select({ silent: count() })
    .from(assignments)
    .where(and(eq(assignments.repId, repId), eq(assignments.state, 'expired'), eq(assignments.endedFor, 'unanswered'), gte(assignments.endedAt, today.start)))
    .get() ?? { silent: 0 }
  if (silent <= allowedADay) return

  const openKey = `silent:${repId}:${today.date}`
  if (rep.doubtedAt === null) {
    updateRows(db, reps, { doubtedAt: now }, { id: repId })
    createAddAudit(db)({ actor: { kind: 'system', id: 'routing' }, action: 'rep.doubted', subject: { type: 'rep', id: repId }, after: { unanswered: silent, day: today.date } }, now)
  }
  if (db.select({ id: workItems.id }).from(workItems).where(eq(workItems.openKey, openKey)).get()) return
  const title = `${rep.name} has not answered ${silent} leads today`
  const workItemId = openWorkItem(db, {
    kind: 'task', title, detail: `They went on to others. Is ${rep.name} away, or asked for too much? Until ${rep.name} sets a presence again, others come first.`,
    ...(rep.managerId && { assigneeId: rep.managerId }), dueAt: now + lookWithinMs, openKey,
  }, now)
  if (rep.managerId) addNotice(db, { effectKey: openKey, personId: rep.managerId, title, text: 'Their leads went on to others.', link: `/work?item=${workItemId}` }, now)
}
