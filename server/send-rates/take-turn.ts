import { and, eq, isNull, sql } from 'drizzle-orm'
import { standardPriority } from '#engine/graph/sequence'
import type { RunTx } from '#engine/run-store'
import { gapOf, rankOf } from '#nodes/revops/gate/send-pace'
import type { Database } from '../db/open-database'
import { effects, gateDecisions, runs, sendLanes, sendTurns } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { rulesOfVersion } from '../runs/rules-of-version'
import { laneOf, takeNextPlace } from './lane'
import { rateOf } from './send-rates'

/** Who waits is let forward and told so. Should that not reach them, they come by themselves, so long after all should have gone. */
const comeAnywayMs = 30_000

/**
 * Keeps messages below their provider's rate, over all processes: each takes a place in the channel's lane in the transaction in which its sending begins, or waits until it is let forward
 * (let-forward.ts).
 */
export function createTakeTurn(db: Database): Pick<RunTx, 'takeTurn'> {
  const findTurn = db.select({ letForwardAt: sendTurns.letForwardAt }).from(sendTurns).where(eq(sendTurns.effectKey, sql.placeholder('key'))).prepare()
  const anyWaiting = db.select({ key: sendTurns.effectKey }).from(sendTurns).where(and(eq(sendTurns.channel, sql.placeholder('channel')), isNull(sendTurns.letForwardAt))).limit(1).prepare()
  const leave = db.delete(sendTurns).where(eq(sendTurns.effectKey, sql.placeholder('key'))).prepare()
  const about = db
    .select({ contactId: effects.contactId, createdAt: effects.createdAt, versionId: runs.versionId })
    .from(effects)
    .innerJoin(runs, eq(runs.id, effects.runId))
    .where(eq(effects.key, sql.placeholder('key')))
    .prepare()
  const purposeOf = db.select({ purpose: gateDecisions.purpose }).from(gateDecisions).where(eq(gateDecisions.effectKey, sql.placeholder('key'))).limit(1).prepare()

  function rankFor(key: string): { rank: number; since: number } {
    const message = about.get({ key })
    if (!message) throw new Error(`sendRates.takeTurn: ${key} is no row of the ledger`)
    const { contactId, createdAt, versionId } = message
    const rank = contactId === null ? rankOf({ isOurs: true }) : rankOf({ isOurs: false, priority: rulesOfVersion(db, versionId).sequence?.priority ?? standardPriority, purpose: purposeOf.get({ key })?.purpose })
    return { rank, since: createdAt }
  }

  return {
    takeTurn({ key, channel }, now) {
      const perSecond = rateOf(db, channel)
      if (perSecond === undefined) return undefined
      const gapMs = gapOf(perSecond)
      const lane = laneOf(db, channel)
      const turn = findTurn.get({ key })
      const wasLetForward = turn !== undefined && turn.letForwardAt !== null
      const place = wasLetForward || anyWaiting.get({ channel }) === undefined ? takeNextPlace(db, lane, { gapMs, wasLetForward }, now) : undefined
      if (place) {
        if (turn) leave.run({ key })
        return place
      }
      const clearAt = turn ? Math.max(lane.clearAt, now) : Math.max(lane.clearAt, lane.nextAt, now) + gapMs
      if (!turn) insertRow(db, sendTurns, { effectKey: key, channel, ...rankFor(key) })
      else if (wasLetForward) updateRows(db, sendTurns, { letForwardAt: null }, { effectKey: key })
      updateRows(db, sendLanes, { clearAt, lookAt: lane.lookAt ?? now + 1 }, { channel })
      return { until: Math.ceil(clearAt) + comeAnywayMs }
    },
  }
}
