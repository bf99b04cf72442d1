import { type DateSpec, dateDue, type SilenceSpec, silenceDue } from '#engine/triggers/due-start'
import type { BusinessHours } from '#nodes/revops/business-time'
import type { JsonObject } from '#nodes/sdk/json'
import { NodeError } from '#nodes/sdk/node-error'
import { readBusinessHours } from '../calendar/business-hours'
import type { Database } from '../db/open-database'
import { arm, disarm, findArmed, findArmingTriggers } from './armed-rows'

interface AboutLead {
  flowId: string
  leadId: string
}

/**
 * Says when a silence of the lead is over, with what is known of its last sign of life. Where nothing is armed yet and the time is over already, as of leads that were
 * quiet before it was asked for, it is armed only if `andOver`.
 */
export function armSilence(db: Database, { flowId, leadId, spec, last, andOver }: AboutLead & { spec: SilenceSpec; last: number; andOver: boolean }, now: number): void {
  const key = { flowId, subjectType: 'lead', subjectId: leadId }
  const dueAt = whenever(db, (hours) => silenceDue(spec, last, hours))
  if (dueAt === undefined) return disarm(db, key)
  const isNewAndOver = dueAt <= now && !findArmed(db, key)
  if (isNewAndOver && !andOver) return
  arm(db, { ...key, since: last, eventId: null, dueAt: isNewAndOver ? now : dueAt })
}

/** Says when the date of the lead is due. One that has passed when it becomes known is not; one that was armed and is late stays. */
export function armDate(db: Database, { flowId, leadId, spec, record }: AboutLead & { spec: DateSpec; record: JsonObject }, now: number): void {
  const key = { flowId, subjectType: 'lead', subjectId: leadId }
  const due = whenever(db, (hours) => dateDue(spec, record, hours))
  const isLate = due !== undefined && due.dueAt <= now
  if (due === undefined || (isLate && findArmed(db, key)?.since !== due.date)) return disarm(db, key)
  arm(db, { ...key, since: due.date, eventId: null, dueAt: due.dueAt })
}

/** Working time that never comes is no time: nothing becomes due. */
function whenever<T>(db: Database, when: (hours: BusinessHours) => T): T | undefined {
  try {
    return when(readBusinessHours(db))
  } catch (error) {
    if (error instanceof NodeError) return undefined
    throw error
  }
}

/** What an event about a lead says of silences and dates: a sign of life begins a silence anew, a change of the lead may move a date. Part of the event's transaction. */
export function armOnEvent(db: Database, event: { type: string; occurredAt: number }, leadId: string, readLead: () => JsonObject | undefined, now: number): void {
  for (const { flowId, spec } of findArmingTriggers(db)) {
    if (spec.on === 'silence' && (event.type === 'lead.received' || spec.events.includes(event.type))) {
      const known = findArmed(db, { flowId, subjectType: 'lead', subjectId: leadId })
      // A date that the sender has set ahead does not put it off, and one from before takes nothing back.
      armSilence(db, { flowId, leadId, spec, last: Math.max(known?.since ?? 0, Math.min(event.occurredAt, now)), andOver: false }, now)
    }
    if (spec.on === 'date' && (event.type === 'lead.received' || event.type === 'lead.updated')) armDate(db, { flowId, leadId, spec, record: readLead() ?? {} }, now)
  }
}
