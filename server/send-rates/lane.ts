import { eq, sql } from 'drizzle-orm'
import type { SendTurn } from '#engine/activities/keep-pace'
import { gapOf, takePlace } from '#nodes/revops/gate/send-pace'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { sendLanes } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'
import { type RatedChannel, rateOf } from './send-rates'

type Lane = typeof sendLanes.$inferSelect

const findLane = keptQuery((db) => db.select().from(sendLanes).where(eq(sendLanes.channel, sql.placeholder('channel'))).prepare())

/** The channel's lane, which is empty before the first message. Part of the caller's transaction. */
export function laneOf(db: Database, channel: RatedChannel): Lane {
  const empty = { channel, nextAt: 0, clearAt: 0, lookAt: null }
  const found = findLane(db).get({ channel })
  if (found) return found
  insertRow(db, sendLanes, empty)
  return empty
}

/** Takes the lane's next free place, in front of all who wait to be let forward; undefined where it is too far off. Part of the caller's transaction. */
export function takeNextPlace(db: Database, { channel, nextAt }: Lane, { gapMs, wasLetForward }: { gapMs: number; wasLetForward: boolean }, now: number): SendTurn | undefined {
  const place = takePlace({ nextAt, gapMs, wasLetForward }, now)
  if (!place) return undefined
  updateRows(db, sendLanes, { nextAt: place.nextAt }, { channel })
  return { sendAt: Math.ceil(place.at), gapMs }
}

/**
 * When a message that somebody waits for right now may go, beside those of flows: `turn` is undefined where the provider has no rate. Undefined as a whole where the lane is full: come again in
 * a second. Part of the caller's transaction.
 */
export function takeTurnAtOnce(db: Database, channel: RatedChannel, now: number): { turn: SendTurn | undefined } | undefined {
  const perSecond = rateOf(db, channel)
  if (perSecond === undefined) return { turn: undefined }
  const turn = takeNextPlace(db, laneOf(db, channel), { gapMs: gapOf(perSecond), wasLetForward: true }, now)
  return turn && { turn }
}
