import { and, eq, gt, isNotNull, like, not, sql } from 'drizzle-orm'
import type { Channel } from '#nodes/sdk/effect'
import type { Database } from '../db/open-database'
import { effects, messageDeliveries } from '../db/schema'
import { readMailAddress } from '../mail-in/mail-address'

const dayMs = 86_400_000
/** So far back the last message is looked for. */
const lastWithinMs = 30 * dayMs

export interface ChannelHealth {
  /** When the last message went; null: none within thirty days. */
  lastSentAt: number | null
  /** Given up, within the last 24 hours. */
  failed: number
  /** In doubt now, and what of it the other side is being asked about. */
  inDoubt: number
  beingAsked: number
  /** To be tried again, and what of it because the other side had too much at once. */
  waiting: number
  slowedDown: number
  /** When the other side last told of a message, or brought one; null: never, or it does not. */
  lastHeardAt: number | null
}

/** How a way out of this machine does now. */
export function readChannelHealth(db: Database, channel: Channel, now: number): ChannelHealth {
  const ofChannel = eq(effects.channel, channel)
  const counted = (...conditions: Parameters<typeof and>) => db.select({ count: sql<number>`count(*)` }).from(effects).where(and(ofChannel, ...conditions)).get()?.count ?? 0
  const last = db.select({ at: effects.updatedAt }).from(effects).where(and(eq(effects.state, 'done'), gt(effects.updatedAt, now - lastWithinMs), ofChannel)).orderBy(sql`updated_at desc`).limit(1).get()
  const doubt = eq(effects.state, 'unknown')
  const again = and(eq(effects.state, 'claimed'), gt(effects.attempt, 0))
  return {
    lastSentAt: last?.at ?? null, failed: counted(eq(effects.state, 'failed'), gt(effects.updatedAt, now - dayMs)), inDoubt: counted(doubt), beingAsked: counted(doubt, isNotNull(effects.notBefore)),
    waiting: counted(again), slowedDown: counted(again, like(effects.reason, '% 429%')), lastHeardAt: lastHeard(db, channel),
  }
}

/** Ids of mails are written in angle brackets; others are a provider's of text messages. */
function lastHeard(db: Database, channel: Channel): number | null {
  if (channel === 'email') return readMailAddress(db)?.lastAt ?? null
  if (channel !== 'sms') return null
  return db.select({ at: messageDeliveries.updatedAt }).from(messageDeliveries).where(not(like(messageDeliveries.providerId, '<%'))).orderBy(sql`updated_at desc`).limit(1).get()?.at ?? null
}
