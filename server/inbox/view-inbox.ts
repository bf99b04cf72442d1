import { and, asc, desc, eq, isNull, ne } from 'drizzle-orm'
import { viewOffer } from '../acks/view-offer'
import { isLive } from '../assignments/is-live'
import type { Database } from '../db/open-database'
import { isUnderWay } from '../leads/is-under-way'
import { assignments, leads, type reps as table, reps, workItems } from '../db/schema'

const mostLeads = 200
const mostTasks = 100

/** What one person has: offers that wait for an answer, the most urgent first; what is due; their leads, the newest first; and who they could give one to. */
export function viewInbox(db: Database, me: typeof table.$inferSelect, now: number) {
  const offers = db
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.repId, me.id), isLive, eq(assignments.state, 'offered')))
    .all()
    .flatMap(({ id }) => {
      const view = viewOffer(db, id, now)
      return view ? [{ id, ...view }] : []
    })
    .sort((one, other) => (one.until ?? Number.POSITIVE_INFINITY) - (other.until ?? Number.POSITIVE_INFINITY))
  const tasks = db
    .select({ id: workItems.id, title: workItems.title, detail: workItems.detail, dueAt: workItems.dueAt, leadId: workItems.subjectId })
    .from(workItems)
    .where(and(eq(workItems.state, 'open'), eq(workItems.kind, 'task'), eq(workItems.assigneeId, me.id)))
    .orderBy(asc(workItems.dueAt))
    .limit(mostTasks)
    .all()
  const mine = db
    .select({ id: leads.id, name: leads.name, email: leads.email, phone: leads.phone, company: leads.company, message: leads.message, amount: leads.amount, receivedAt: leads.receivedAt })
    .from(leads)
    .where(and(eq(leads.ownerId, me.id), isUnderWay, isNull(leads.deletedAt)))
    .orderBy(desc(leads.receivedAt))
    .limit(mostLeads)
    .all()
  const colleagues = db
    .select({ id: reps.id, name: reps.name })
    .from(reps)
    .where(and(ne(reps.id, me.id), eq(reps.active, true), isNull(reps.deletedAt)))
    .orderBy(asc(reps.name))
    .all()
  return { me: { id: me.id, name: me.name, presence: me.presence, awayUntil: me.awayUntil, isDoubted: me.doubtedAt !== null }, offers, tasks, leads: mine, colleagues, now }
}
