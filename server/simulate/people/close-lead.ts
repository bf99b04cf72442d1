import { createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'

/** A person is done with a lead that he or she took: the lead is closed and its room is given back. False when it has moved on. */
export function createCloseLead(db: Database): (input: { assignmentId: string; leadId: string }, now: number) => boolean {
  const addAudit = createAddAudit(db)
  const release = db.$client.prepare(`update assignments set state = 'released', ended_at = @now where id = @assignmentId and state = 'accepted'`)
  const close = db.$client.prepare(`update leads set state = 'closed', updated_at = @now, version = version + 1 where id = @leadId and state = 'routed'`)
  const ownerOf = db.$client.prepare('select rep_id from assignments where id = ?').pluck()
  return ({ assignmentId, leadId }, now) => {
    if (release.run({ assignmentId, now }).changes === 0) return false
    close.run({ leadId, now })
    addAudit({ actor: { kind: 'rep', id: String(ownerOf.get(assignmentId)) }, action: 'lead.closed', subject: { type: 'lead', id: leadId }, after: { assignmentId } }, now)
    return true
  }
}
