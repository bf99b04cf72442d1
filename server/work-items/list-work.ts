import { asc, eq } from 'drizzle-orm'
import { findStandings } from '../approvals/find-standings'
import type { Database } from '../db/open-database'
import { effects, leads, queues, reps, workItems } from '../db/schema'
import type { SessionUser } from '../people/find-session'

const maxListed = 500

/** What people must do, the most urgent first, as far as `user` is concerned. */
export function listWork(db: Database, user: SessionUser) {
  const listed = db
    .select({
      item: workItems, leadName: leads.name, leadEmail: leads.email, queueName: queues.name, assigneeName: reps.name, channel: effects.channel,
    })
    .from(workItems)
    .leftJoin(leads, eq(leads.id, workItems.subjectId))
    .leftJoin(queues, eq(queues.id, workItems.queueId))
    .leftJoin(reps, eq(reps.id, workItems.assigneeId))
    .leftJoin(effects, eq(effects.key, workItems.effectKey))
    .where(eq(workItems.state, 'open'))
    .orderBy(asc(workItems.dueAt))
    .limit(maxListed)
    .all()
  const standings = findStandings(db, listed.filter(({ item }) => item.kind === 'approval').map(({ item }) => item.id), user)
  return listed
    .filter(({ item }) => standings.get(item.id)?.isOver !== true)
    .map(({ item, leadName, leadEmail, queueName, assigneeName, channel }) => ({
      id: item.id, kind: item.kind, title: item.title, detail: item.detail,
      subject: item.subjectId && item.subjectType !== 'workspace' ? { id: item.subjectId, name: leadName ?? leadEmail ?? 'Unnamed lead' } : null,
      runId: item.runId,
      queue: item.queueId && queueName ? { id: item.queueId, name: queueName } : null,
      assignee: item.assigneeId ? { id: item.assigneeId, name: assigneeName ?? item.assigneeId } : null,
      dueAt: item.dueAt, createdAt: item.createdAt, channel, canClaim: item.kind === 'claim',
      approval: standings.get(item.id) ?? null,
    }))
}
