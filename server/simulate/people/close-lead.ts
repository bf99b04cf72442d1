import type { Database } from '../../db/open-database'
import { closeLead } from '../../leads/close-lead'

/** A person is done with a lead that he or she took. False when it has moved on. */
export function createCloseLead(db: Database): (input: { assignmentId: string; leadId: string }, now: number) => boolean {
  const ownerOf = db.$client.prepare(`select rep_id from assignments where id = ? and state = 'accepted'`).pluck()
  return ({ assignmentId, leadId }, now) => {
    const repId = ownerOf.get(assignmentId)
    if (repId === undefined) return false
    closeLead(db, { leadId, outcome: 'not-now', actor: { kind: 'rep', id: String(repId) } }, now)
    return true
  }
}
