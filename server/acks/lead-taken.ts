import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import type { Actor } from '../audit/add-audit'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { leads, workItems } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import { answerWaits } from '../runs/answer-waits'

const keepEvent = keptQuery((db) => createKeepEvent(db))

/** What follows when somebody has the lead: its owner, its queue entries, the waits for it, and an event that says so. Part of the caller's transaction. */
export function leadTaken(db: Database, input: { leadId: string; rep: { id: string; name: string }; by: Actor }, now: number): void {
  const { leadId, rep, by } = input
  updateRows(db, leads, { ownerId: rep.id, state: 'routed', updatedAt: now }, { id: leadId })
  const taken = { state: 'done' as const, doneAt: now, doneBy: by.id, outcome: `Taken by ${rep.name}` }
  updateRows(db, workItems, taken, { subjectType: 'lead', subjectId: leadId, kind: 'claim', state: 'open' })
  answerWaits(db, acknowledgementKey({ type: 'lead', id: leadId }), { outlet: 'acknowledged', output: { repId: rep.id, repName: rep.name } }, now)
  keepEvent(db)(
    {
      sourceId: internalSource(db, now), externalId: newId(now), type: 'lead.taken', data: { repId: rep.id, repName: rep.name }, occurredAt: now, subject: { type: 'lead', id: leadId },
      ...(by.kind === 'run' && { causeRunId: by.id }),
    },
    now,
  )
}
