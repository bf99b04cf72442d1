import { and, asc, count, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm'
import { gapOf, roomAhead } from '#nodes/revops/gate/send-pace'
import type { Database } from '../db/open-database'
import { effects, runs, sendLanes, sendTurns } from '../db/schema'
import { updateRows } from '../db/write-rows'
import type { Writer } from '../db/writer'
import { activeStates } from '../runs/rehydrate-run'
import { tellRun } from '../runs/tell-run'
import { rateOf } from './send-rates'

/** Whoever was let forward and has not come for so long does not keep the place of others. */
const onTheirWayMs = 5_000
/** After so long it is forgotten that they were let forward: their message was given up, or they come as anew. */
const forgottenAfterMs = 3_600_000
/** Where there is no rate any more, so many at a time. */
const withoutRate = 200

/**
 * Lets messages forward that wait for a place in their channel's lane: the most urgent first, of equals the oldest, as many as fill the lane for the next moments. Each is asked twice: when it is
 * due, and when it is let forward. Any number of processes may do so. Says whether there is more to do at once.
 */
export function createLetForward(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const dueLanes = db.select().from(sendLanes).where(lte(sendLanes.lookAt, sql.placeholder('now'))).prepare()
  const onTheirWay = db.select({ count: count() }).from(sendTurns).where(and(eq(sendTurns.channel, sql.placeholder('channel')), gte(sendTurns.letForwardAt, sql.placeholder('since')))).prepare()
  const next = db
    .select({ key: sendTurns.effectKey, runId: effects.runId, nodeId: effects.nodeId, visit: effects.visit, state: effects.state, runState: runs.state, hold: runs.hold })
    .from(sendTurns)
    .innerJoin(effects, eq(effects.key, sendTurns.effectKey))
    .innerJoin(runs, eq(runs.id, effects.runId))
    .where(and(eq(sendTurns.channel, sql.placeholder('channel')), isNull(sendTurns.letForwardAt)))
    .orderBy(asc(sendTurns.rank), asc(sendTurns.since), asc(sendTurns.effectKey))
    .limit(sql.placeholder('room'))
    .prepare()
  const leave = db.delete(sendTurns).where(eq(sendTurns.effectKey, sql.placeholder('key'))).prepare()
  const forget = db.delete(sendTurns).where(and(eq(sendTurns.channel, sql.placeholder('channel')), lt(sendTurns.letForwardAt, sql.placeholder('before')))).prepare()

  /** How many were let forward, and whether some of those found wait no more: there may be others behind them. */
  function letForward(channel: string, room: number, now: number): { gone: number; forward: number } {
    let forward = 0
    const found = room > 0 ? next.all({ channel, room }) : []
    for (const { key, runId, nodeId, visit, state, runState, hold } of found) {
      // Given up, or its run is held by a person: it comes anew when it is to go after all.
      if (state !== 'held' || hold !== null || !activeStates.some((active) => active === runState)) {
        leave.run({ key })
        continue
      }
      updateRows(db, sendTurns, { letForwardAt: now }, { effectKey: key })
      updateRows(db, effects, { notBefore: now, updatedAt: now }, { key })
      tellRun(db, runId, { kind: 'woken', nodeId, visit }, now)
      forward += 1
    }
    return { gone: found.length - forward, forward }
  }

  function lookAtLane({ channel, nextAt }: typeof sendLanes.$inferSelect, now: number): boolean {
    forget.run({ channel, before: now - forgottenAfterMs })
    const perSecond = rateOf(db, channel)
    const gapMs = perSecond === undefined ? 1 : gapOf(perSecond)
    const away = onTheirWay.get({ channel, since: now - onTheirWayMs })?.count ?? 0
    const { room, lookAt } = roomAhead({ nextAt, gapMs, onTheirWay: away }, now)
    const { gone } = letForward(channel, perSecond === undefined ? withoutRate : room, now)
    const isAnyLeft = next.all({ channel, room: 1 }).length > 0
    updateRows(db, sendLanes, { lookAt: !isAnyLeft ? null : gone > 0 ? now : lookAt }, { channel })
    return isAnyLeft && gone > 0
  }

  return async (now) => {
    if (dueLanes.all({ now }).length === 0) return false
    return writer.write(() => {
      return dueLanes.all({ now }).map((lane) => lookAtLane(lane, now)).includes(true)
    })
  }
}
