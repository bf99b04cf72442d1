import { and, eq } from 'drizzle-orm'
import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import type { Database } from '../db/open-database'
import { leads, workItems } from '../db/schema'
import { answerWaits } from '../runs/answer-waits'

/** What follows when somebody has the lead: its owner, its queue entries, the waits for it. Part of the caller's transaction. */
export function leadTaken(db: Database, input: { leadId: string; rep: { id: string; name: string }; by: string }, now: number): void {
  const { leadId, rep, by } = input
  db.update(leads).set({ ownerId: rep.id, state: 'routed', updatedAt: now }).where(eq(leads.id, leadId)).run()
  db.update(workItems)
    .set({ state: 'done', doneAt: now, doneBy: by, outcome: `Taken by ${rep.name}` })
    .where(and(eq(workItems.subjectType, 'lead'), eq(workItems.subjectId, leadId), eq(workItems.kind, 'claim'), eq(workItems.state, 'open')))
    .run()
  answerWaits(db, acknowledgementKey({ type: 'lead', id: leadId }), { outlet: 'acknowledged', output: { repId: rep.id, repName: rep.name } }, now)
}
