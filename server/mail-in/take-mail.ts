import { isAutoReply, speaksOfAbsence } from '#nodes/revops/mail/auto-reply'
import { readBounce } from '#nodes/revops/mail/bounce'
import { ownWords } from '#nodes/revops/mail/own-words'
import { returnDate } from '#nodes/revops/mail/return-date'
import type { JsonObject } from '#nodes/sdk/json'
import { readBusinessHours } from '../calendar/business-hours'
import { wakeMessages } from '../consent/wake-messages'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { contacts, messageDeliveries } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { createLedgerRows } from '../effects/ledger-rows'
import { createIsKnown } from '../events/is-known'
import { createKeepEvent } from '../events/keep-event'
import { type Answered, findByMessage, findBySender } from './find-answered'
import type { IncomingMail } from './read-mail'

/** What a mail turned out to be. `automatic`: a program's, that says nothing of use. `nobody`: from nobody who is known, about nothing of ours. */
export type TakenAs = 'reply' | 'away' | 'bounce' | 'delayed' | 'automatic' | 'nobody' | 'known'

const keepEvent = keptQuery((db) => createKeepEvent(db))
const isKnown = keptQuery((db) => createIsKnown(db))
const ledgerOf = keptQuery((db) => createLedgerRows(db))
const maxText = 10_000
const maxSubject = 300

/**
 * A mail that comes back to us: an answer, an automatic reply, or a report that a message did not arrive. The same mail again changes nothing. A report counts only where it names a
 * message of ours, which nobody but its recipient has seen. Part of the caller's transaction.
 */
export function takeMail(db: Database, mail: IncomingMail, sourceId: string, now: number): TakenAs {
  const externalId = `mail:${mail.id}`.slice(0, 200)
  if (isKnown(db)(sourceId, externalId)) return 'known'
  const tell = (type: string, leadId: string | null, data: JsonObject) => {
    keepEvent(db)({ sourceId, externalId, type, data, occurredAt: now, subject: leadId === null ? null : { type: 'lead', id: leadId } }, now)
  }
  if (mail.report) return takeReport(db, mail.report, tell, now)

  const answered = findByMessage(db, mail.answers) ?? findBySender(db, mail.from)
  if (!answered) return 'nobody'
  const text = ownWords(mail.text)
  const subject = mail.subject.replace(/\s+/g, ' ').trim().slice(0, maxSubject)
  const isAutomatic = isAutoReply({ headers: mail.headers, subject })
  if (isAutomatic) return takeAutomatic(db, { answered, subject, text }, tell, now)

  arrived(db, answered, now)
  // Whoever writes is there, whatever a program said before.
  if (answered.contact.awayUntil !== null && answered.contact.awayUntil > now) setAway(db, answered, null, now)
  tell('email.replied', answered.leadId, { text: text.slice(0, maxText), subject, from: mail.from })
  return 'reply'
}

type Tell = (type: string, leadId: string | null, data: JsonObject) => void

function takeAutomatic(db: Database, { answered, subject, text }: { answered: Answered; subject: string; text: string }, tell: Tell, now: number): TakenAs {
  if (!speaksOfAbsence({ subject }, text)) return 'automatic'
  arrived(db, answered, now)
  const { contact } = answered
  const until = returnDate(`${subject}\n\n${text}`, { now, zone: contact.zone ?? readBusinessHours(db).zone, isMonthFirst: contact.region?.startsWith('US') ?? false })
  if (until <= now) return 'automatic'
  setAway(db, answered, until, now)
  tell('lead.away', answered.leadId, { until: new Date(until).toISOString() })
  return 'away'
}

function takeReport(db: Database, { text, about }: NonNullable<IncomingMail['report']>, tell: Tell, now: number): TakenAs {
  const bounce = readBounce(text)
  const answered = about === undefined ? undefined : findByMessage(db, [about])
  if (!bounce || !answered?.effect || about === undefined) return 'automatic'
  const { contact, leadId, effect } = answered
  const state = bounce.kind === 'hard' ? 'failed' : 'undelivered'
  const isNew = insertRow(db, messageDeliveries, { providerId: about, effectKey: effect.key, state, errorCode: bounce.status, at: now, updatedAt: now }, { orIgnore: true })
  if (!isNew) updateRows(db, messageDeliveries, { state, errorCode: bounce.status, updatedAt: now }, { providerId: about })
  if (bounce.kind === 'soft') return 'delayed'

  if (effect.state === 'unknown') {
    ledgerOf(db).changeEffect(effect.key, { state: 'failed', reason: `It came back: nobody has this address (${bounce.status}).`, notBefore: null }, now)
    ledgerOf(db).clearEffect(effect.key, now)
  }
  updateRows(db, contacts, { deadEmail: effect.to, updatedAt: now }, { id: contact.id })
  wakeMessages(db, contact.id, now)
  tell('email.bounced', leadId, { status: bounce.status })
  return 'bounce'
}

/** What answers a message proves that it arrived. */
function arrived(db: Database, { effect }: Answered, now: number): void {
  if (effect?.state !== 'unknown') return
  ledgerOf(db).changeEffect(effect.key, { state: 'done', reason: null, notBefore: null }, now)
  ledgerOf(db).clearEffect(effect.key, now)
}

function setAway(db: Database, { contact }: Answered, awayUntil: number | null, now: number): void {
  updateRows(db, contacts, { awayUntil, updatedAt: now }, { id: contact.id })
  wakeMessages(db, contact.id, now)
}
