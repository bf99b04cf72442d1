import { asc, eq, sql } from 'drizzle-orm'
import type { EffectRequest } from '#nodes/sdk/effect'
import type { Database } from '../db/open-database'
import { effects, gateDecisions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { readMessages } from './message-rows'

/** One message with what was written and every answer of the contact gate, the oldest first. */
export function getMessage(db: Database, key: string) {
  const [row] = readMessages(db, sql`effects.key = ${key}`)
  const kept = db.select({ request: effects.request, providerId: effects.providerId }).from(effects).where(eq(effects.key, key)).get()
  if (!row || !kept) throw new AppError('not-found', 'There is no such message to a person outside. Go back to the list of messages.')
  const decisions = db
    .select({ verdict: gateDecisions.verdict, until: gateDecisions.until, purpose: gateDecisions.purpose, checks: gateDecisions.checks, at: gateDecisions.at })
    .from(gateDecisions)
    .where(eq(gateDecisions.effectKey, key))
    .orderBy(asc(gateDecisions.at), asc(gateDecisions.id))
    .all()
  return { ...row, providerId: kept.providerId, written: kept.request ? writtenOf(kept.request) : null, decisions }
}

/** As it went, but for the link by which its reader says no: whoever follows it here would say no for them. */
function writtenOf(request: EffectRequest): { to: string; from: string | null; text: string } | null {
  if (!('text' in request) || !('to' in request)) return null
  const { to, text } = request
  const link = 'unsubscribe' in request ? request.unsubscribe : undefined
  const from = 'from' in request && typeof request.from === 'object' ? request.from.name : null
  return { to, from, text: link === undefined ? text : text.replaceAll(link, '[their own link]') }
}
