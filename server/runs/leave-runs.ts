import { asc, eq, sql } from 'drizzle-orm'
import { evaluate } from '#nodes/revops/evaluate-condition'
import { contactOf } from '../contact-gate/contact-of'
import type { Database } from '../db/open-database'
import { flowExits } from '../db/schema'
import { createReadLead } from '../leads/read-lead'
import { cancelRun } from './cancel-run'
import { runsOfPerson } from './runs-of-person'

interface LeavingEvent {
  id: string
  type: string
  /** The run whose change this is: it does not end itself by it. */
  causeRunId: string | null
  subject: { type: string; id: string }
}

/**
 * Ends every run about the same person that says of itself that it ends by such an event, with the reason of the first exit that fits; whichever of the person's inquiries the
 * event is about. From the commit on nothing of these runs is begun, also no message that was about to go. Part of the caller's transaction.
 */
export function createLeaveRuns(db: Database): (event: LeavingEvent, now: number) => void {
  const readLead = createReadLead(db)
  const exitsFor = db.select().from(flowExits).where(eq(flowExits.eventType, sql.placeholder('type'))).orderBy(asc(flowExits.position)).prepare()
  // Most events end nothing: one look into the index.
  const isExit = db.select({ one: sql`1` }).from(flowExits).where(eq(flowExits.eventType, sql.placeholder('type'))).limit(1).prepare()

  return ({ id, type, causeRunId, subject }, now) => {
    if (!isExit.get({ type })) return
    const contactId = contactOf(db, subject)
    const under = contactId === undefined ? [] : runsOfPerson(db, contactId).filter((run) => run.hold !== 'cancelled' && run.id !== causeRunId)
    if (under.length === 0) return
    const exits = exitsFor.all({ type })
    for (const run of under) {
      const exit = exits.find((each) => each.versionId === run.versionId && (!each.condition || evaluate(each.condition, readLead(run.subjectId) ?? {}).passed))
      if (exit) cancelRun(db, { runId: run.id, reason: exit.reason, actor: { kind: 'system', id: 'exits' }, eventId: id }, now)
    }
  }
}
