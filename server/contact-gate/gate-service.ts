import { and, desc, eq, notInArray, sql } from 'drizzle-orm'
import { decideTouch, type GateDecision } from '#nodes/revops/gate/decide-touch'
import type { ContactGateService } from '#nodes/sdk/services'
import { readBusinessHours } from '../calendar/business-hours'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { effects, gateDecisions, touches } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { contactOf } from './contact-of'
import { createNoteGateConflict } from './note-gate-conflict'
import { readGateRules } from './gate-rules'
import { createReadFacts } from './read-facts'

/**
 * The contact gate: the one place through which every message to a person outside passes, in the transaction in which its sending begins. Its answer is kept when it
 * changes, and what it lets through is counted at once, so that of two flows at one moment the second is asked with the first one's message known.
 */
export function createGateService(db: Database): (now: number) => ContactGateService {
  const readFacts = createReadFacts(db)
  const noteConflict = createNoteGateConflict(db)
  const newestOf = db
    .select({ verdict: gateDecisions.verdict, until: gateDecisions.until })
    .from(gateDecisions)
    .where(eq(gateDecisions.effectKey, sql.placeholder('key')))
    .orderBy(desc(gateDecisions.at), desc(gateDecisions.id))
    .limit(1)
    .prepare()

  const anyBefore = db
    .select({ id: touches.id })
    .from(touches)
    .innerJoin(effects, eq(effects.key, touches.effectKey))
    .where(and(eq(touches.contactId, sql.placeholder('contactId')), eq(touches.channel, sql.placeholder('channel')), sql`${touches.effectKey} <> ${sql.placeholder('key')}`, notInArray(effects.state, ['failed', 'cancelled', 'claimed', 'held'])))
    .limit(1)
    .prepare()

  function keep(key: string, contactId: string, wish: Parameters<ContactGateService['pass']>[0]['wish'], decision: GateDecision, now: number): void {
    const known = newestOf.get({ key })
    if (known?.verdict === decision.verdict && known.until === (decision.until ?? null)) return
    noteConflict({ key, contactId, decision, wasHeld: known?.verdict === 'hold' }, now)
    const { verdict, until, checks } = decision
    insertRow(db, gateDecisions, { id: newId(now), effectKey: key, contactId, channel: wish.channel, purpose: wish.purpose, verdict, until: until ?? null, checks, at: now })
  }

  /** Another attempt at the same message, or its turn after it waited for one, is the same touch, and later. */
  function countTouch(key: string, contactId: string, channel: (typeof touches.$inferInsert)['channel'], now: number): void {
    if (!insertRow(db, touches, { id: newId(now), contactId, channel, by: 'flow', at: now, effectKey: key }, { orIgnore: true })) updateRows(db, touches, { at: now }, { effectKey: key })
  }

  return (now) => ({
    contactOf: (subject) => contactOf(db, subject),
    pass({ key, contactId, wish }) {
      const hours = readBusinessHours(db)
      const rules = readGateRules(db)
      const contact = readFacts(contactId, { channel: wish.channel, exceptKey: key, hours, withCompany: rules.peoplePerCompany > 0 }, now)
      if (!contact) return { decision: { verdict: 'cancel', checks: [{ name: 'known', passed: false }] } }
      const decision = decideTouch(wish, contact.facts, rules, hours, now)
      keep(key, contactId, wish, decision, now)
      if (decision.verdict === 'send') countTouch(key, contactId, wish.channel, now)
      const isFirst = anyBefore.get({ contactId, channel: wish.channel, key }) === undefined
      return { decision, contact: { id: contact.id, name: contact.name, email: contact.email, phone: contact.phone }, isFirst }
    },
  })
}
