import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import type { Database } from '../db/open-database'
import { leads, workItems } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { answerWaits } from '../runs/answer-waits'

/** What follows when somebody has the lead: its owner, its queue entries, the waits for it. Part of the caller's transaction. */
export function leadTaken(db: Database, input: { leadId: string; rep: { id: string; name: string }; by: string }, now: number): void {
  const { leadId, rep, by } = input
  updateRows(db, leads, { ownerId: rep.id, state: 'routed', updatedAt: now }, { id: leadId })
  const taken = { state: 'done' as const, doneAt: now, doneBy: by, outcome: `Taken by ${rep.name}` }
  updateRows(db, workItems, taken, { subjectType: 'lead', subjectId: leadId, kind: 'claim', state: 'open' })
  answerWaits(db, acknowledgementKey({ type: 'lead', id: leadId }), { outlet: 'acknowledged', output: { repId: rep.id, repName: rep.name } }, now)
}
