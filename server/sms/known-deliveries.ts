import { and, eq, gte, ne, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { effects, messageDeliveries } from '../db/schema'

export interface KnownDeliveries {
  /** What the provider has called this message when it told of it. */
  of(effectKey: string): string | undefined
  /** Whether this id of the provider's is that of another message, sent since then. */
  isOfAnother(providerId: string, effectKey: string, since: number): boolean
}

/** What is known here of messages that a provider has taken. */
export function createKnownDeliveries(db: Database): KnownDeliveries {
  const told = db.select({ providerId: messageDeliveries.providerId }).from(messageDeliveries).where(eq(messageDeliveries.effectKey, sql.placeholder('effectKey'))).limit(1).prepare()
  const other = db
    .select({ key: effects.key })
    .from(effects)
    .where(and(eq(effects.state, 'done'), gte(effects.updatedAt, sql.placeholder('since')), eq(effects.providerId, sql.placeholder('providerId')), ne(effects.key, sql.placeholder('effectKey'))))
    .limit(1)
    .prepare()
  return {
    of: (effectKey) => told.get({ effectKey })?.providerId,
    isOfAnother: (providerId, effectKey, since) => other.get({ providerId, effectKey, since }) !== undefined,
  }
}
