import type { AuditEntry, Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { assignments } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { doubtWhoIsSilent } from './doubt-who-is-silent'

export interface OpenOffer {
  id: string
  repId: string
  subjectType: string
  subjectId: string
}

interface Ending {
  actor: Actor
  /** Why it ended: the person had all of the time and did not answer; or the lead went on before. Nothing: nobody waits for it any more. */
  why?: 'unanswered' | 'went-on' | undefined
  addAudit(entry: AuditEntry, now: number): void
}

/** Ends an offer that nobody has answered and gives its room back; who has let it wait in vain is counted. Does nothing where it has ended. Part of the caller's transaction. */
export function expireOffer(db: Database, offer: OpenOffer, { actor, why, addAudit }: Ending, now: number): void {
  if (updateRows(db, assignments, { state: 'expired', endedAt: now, ...(why && { endedFor: why }) }, { id: offer.id, state: 'offered' }) === 0) return
  const subject = { type: offer.subjectType, id: offer.subjectId }
  addAudit({ actor, action: 'assignment.expired', subject, after: { assignmentId: offer.id, repId: offer.repId, ...(why && { endedFor: why }) } }, now)
  if (why === 'unanswered') doubtWhoIsSilent(db, offer.repId, now)
}
