import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { connections } from '../db/schema'
import { parsedSetting } from '../settings/parsed-setting'
import { writeSetting } from '../settings/settings'

export type RatedChannel = 'email' | 'sms'

export const SendRates = z.object({
  /** How many e-mails may go within a second; null: as fast as can be. */
  email: z.number('Say how many e-mails may go within a second.').min(0.1, 'At least one in ten seconds.').max(1_000, 'At most 1,000 within a second.').nullable(),
})
export type SendRates = z.infer<typeof SendRates>

const key = 'send-rates'
const noRates: SendRates = { email: null }

/** What the workspace says of how fast messages go. */
export const readSendRates = parsedSetting(key, SendRates, noRates)

const smsConnection = keptQuery((db) => db.select({ settings: connections.settings }).from(connections).where(and(eq(connections.kind, 'sms'), isNull(connections.deletedAt))).orderBy(desc(connections.createdAt)).limit(1).prepare())

/** How many messages the channel's provider takes within a second; undefined where there is no limit. */
export function rateOf(db: Database, channel: RatedChannel): number | undefined {
  if (channel === 'email') return readSendRates(db).email ?? undefined
  const settings = smsConnection(db).get()?.settings
  return settings && 'perSecond' in settings ? settings.perSecond : undefined
}

/** Holds for every message whose sending begins after this commit. Audited. Part of the caller's transaction. */
export function changeSendRates(db: Database, { rates, actor }: { rates: SendRates; actor: Actor }, now: number): void {
  const before = readSendRates(db)
  writeSetting(db, key, rates)
  createAddAudit(db)({ actor, action: 'send-rates.changed', subject: { type: 'workspace', id: 'workspace' }, before, after: rates }, now)
}
