import { and, asc, eq, isNull } from 'drizzle-orm'
import type { PersonView, QueuesService } from '#nodes/sdk/services'
import type { Actor, AuditEntry } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { leads, queues, queueWatchers, reps, teams, workItems } from '../db/schema'
import { personView } from '../roster/person-view'
import { openWorkItem } from './open-work-item'

/** Queues and their watchers. What stands in a queue is a work item that any watcher may claim. */
export function createQueuesService(db: Database, addAudit: (entry: AuditEntry, now: number) => void): (actor: Actor, now: number) => QueuesService {
  function watchers(queueId: string): PersonView[] {
    return db
      .select({ rep: reps, slackId: teams.slackId })
      .from(queueWatchers)
      .innerJoin(reps, eq(reps.id, queueWatchers.repId))
      .innerJoin(teams, eq(teams.id, reps.teamId))
      .where(and(eq(queueWatchers.queueId, queueId), eq(reps.active, true), isNull(reps.deletedAt)))
      .orderBy(asc(reps.id))
      .all()
      .map((row) => personView(row.rep, row.slackId))
  }

  return (actor, now) => ({
    put({ queueId, subject, runId, dueAt, title }) {
      const workItemId = openWorkItem(
        db,
        {
          kind: 'claim', title, detail: '', subjectType: subject.type, subjectId: subject.id, runId, queueId, dueAt, openKey: `claim:${subject.type}:${subject.id}:${queueId}`,
        },
        now,
      )
      db.update(leads).set({ state: 'queued', updatedAt: now }).where(and(eq(leads.id, subject.id), eq(leads.state, 'open'))).run()
      addAudit({ actor, action: 'queue.entered', subject, after: { queueId, workItemId } }, now)
      return { workItemId }
    },
    find(queueId) {
      const queue = db.select().from(queues).where(and(eq(queues.id, queueId), isNull(queues.deletedAt))).get()
      return queue && { id: queue.id, name: queue.name, watchers: watchers(queue.id) }
    },
    watchersOf: (runId) =>
      db
        .selectDistinct({ queueId: workItems.queueId })
        .from(workItems)
        .where(and(eq(workItems.runId, runId), eq(workItems.kind, 'claim'), eq(workItems.state, 'open')))
        .all()
        .flatMap(({ queueId }) => (queueId ? watchers(queueId) : [])),
  })
}
