import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { PersonView, QueuesService } from '#nodes/sdk/services'
import type { Actor, AuditEntry } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { leads, queues, queueWatchers, reps, teams, workItems } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { personView } from '../roster/person-view'
import { readDefaultPool } from '../sources/default-pool'
import { openWorkItem } from './open-work-item'
import { watchedQueue } from './watched-queue'

/** Queues and their watchers. What stands in a queue is a work item that any watcher may claim. */
export function createQueuesService(db: Database, addAudit: (entry: AuditEntry, now: number) => void): (actor: Actor, now: number) => QueuesService {
  const findWatchers = db
    .select({ rep: { id: reps.id, name: reps.name, email: reps.email, active: reps.active, webhookId: reps.webhookId }, slackId: teams.slackId })
    .from(queueWatchers)
    .innerJoin(reps, eq(reps.id, queueWatchers.repId))
    .innerJoin(teams, eq(teams.id, reps.teamId))
    .where(and(eq(queueWatchers.queueId, sql.placeholder('queueId')), eq(reps.active, true), isNull(reps.deletedAt)))
    .orderBy(asc(reps.id))
    .prepare()
  const findQueue = db.select({ id: queues.id, name: queues.name }).from(queues).where(and(eq(queues.id, sql.placeholder('queueId')), isNull(queues.deletedAt))).prepare()
  const queuesOfRun = db
    .select({ queueId: workItems.queueId })
    .from(workItems)
    .where(and(eq(workItems.runId, sql.placeholder('runId')), eq(workItems.kind, 'claim'), eq(workItems.state, 'open')))
    .prepare()
  const watchers = (queueId: string): PersonView[] => findWatchers.all({ queueId }).map((row) => personView(row.rep, row.slackId))

  return (actor, now) => ({
    put({ queueId, subject, runId, dueAt, title }) {
      const workItemId = openWorkItem(
        db,
        {
          kind: 'claim', title, detail: '', subjectType: subject.type, subjectId: subject.id, runId, queueId, dueAt, openKey: `claim:${subject.type}:${subject.id}:${queueId}`,
        },
        now,
      )
      updateRows(db, leads, { state: 'queued', updatedAt: now }, { id: subject.id, state: 'open' })
      addAudit({ actor, action: 'queue.entered', subject, after: { queueId, workItemId } }, now)
      return { workItemId }
    },
    find(queueId) {
      const queue = findQueue.get({ queueId })
      return queue && { ...queue, watchers: watchers(queue.id) }
    },
    watchersOfDefault() {
      const queueId = watchedQueue(db, { queueId: readDefaultPool(db).queueId })
      return queueId === undefined ? [] : watchers(queueId)
    },
    watchersOf: (runId) => [...new Set(queuesOfRun.all({ runId }).map(({ queueId }) => queueId))].flatMap((queueId) => (queueId ? watchers(queueId) : [])),
  })
}
