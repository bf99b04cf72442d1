import { eq, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { effects, messageDeliveries, runs } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { createLedgerRows } from '../effects/ledger-rows'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import { activeStates } from '../runs/rehydrate-run'
import { tellRun } from '../runs/tell-run'
import { isFurther, type SmsState } from './sms-state'

export interface SmsStatus {
  effectKey: string
  providerId: string
  state: SmsState
  errorCode: string | null
}

const findRow = keptQuery((db) =>
  db
    .select({ key: effects.key, channel: effects.channel, state: effects.state, attempt: effects.attempt, nodeId: effects.nodeId, visit: effects.visit, run: { id: runs.id, state: runs.state, subjectType: runs.subjectType, subjectId: runs.subjectId } })
    .from(effects)
    .innerJoin(runs, eq(runs.id, effects.runId))
    .where(eq(effects.key, sql.placeholder('key')))
    .prepare(),
)
const findDelivery = keptQuery((db) => db.select().from(messageDeliveries).where(eq(messageDeliveries.providerId, sql.placeholder('providerId'))).prepare())
const ledgerOf = keptQuery((db) => createLedgerRows(db))
const keepEvent = keptQuery((db) => createKeepEvent(db))

/**
 * What a provider tells of a text message. May come twice, late and in any order: what is known already, or told less, changes nothing. A message that was in doubt, or
 * about to be tried again, has gone after all. Part of the caller's transaction.
 */
export function noteSmsStatus(db: Database, { effectKey, providerId, state, errorCode }: SmsStatus, now: number): void {
  const row = findRow(db).get({ key: effectKey })
  if (row?.channel !== 'sms') return
  const known = findDelivery(db).get({ providerId })
  if (known && (known.effectKey !== effectKey || !isFurther(known.state, state))) return
  if (known) updateRows(db, messageDeliveries, { state, errorCode, updatedAt: now }, { providerId })
  else insertRow(db, messageDeliveries, { providerId, effectKey, state, errorCode, at: now, updatedAt: now })

  // While an attempt is under way it says itself what became of it.
  if (row.state === 'unknown' || (row.state === 'claimed' && row.attempt > 0)) {
    ledgerOf(db).changeEffect(row.key, { state: 'done', providerId, reason: null, notBefore: null }, now)
    ledgerOf(db).clearEffect(row.key, now)
    if (activeStates.some((each) => each === row.run.state)) tellRun(db, row.run.id, { kind: 'woken', nodeId: row.nodeId, visit: row.visit }, now)
  }
  if ((state === 'undelivered' || state === 'failed') && row.run.subjectType === 'lead') {
    keepEvent(db)({ sourceId: internalSource(db, now), externalId: newId(now), type: 'sms.undelivered', data: { errorCode: errorCode ?? '' }, occurredAt: now, subject: { type: 'lead', id: row.run.subjectId } }, now)
  }
}
