import { and, asc, eq, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { events, sources, teams } from '../db/schema'
import type { Writer } from '../db/writer'
import { internalSource, internalSourceId } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import { readDefaultPool } from './default-pool'

interface Source {
  id: string
  name: string
}

/** What runs about a source are about: no lead in particular; the event says which source it is. */
const subject = { type: 'workspace' as const, id: 'workspace' }
/** So often sources are looked at: people have been asked for the rule already, in the transaction of the first lead. */
const everyMs = 10_000
const atOnce = 20

/**
 * Tells flows of sources for which revenue operations were asked for a rule and have not given one: once for each source. Any number of processes may do it. Says
 * whether there is more.
 */
export function createNoticeSources(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const told = db.select({ one: sql`1` }).from(events).where(and(eq(events.sourceId, internalSourceId), eq(events.externalId, sql`'source.unconfigured:' || ${sources.id}`)))
  const untold = db
    .select({ id: sources.id, name: sources.name })
    .from(sources)
    .where(and(isNotNull(sources.askedAt), isNull(sources.rule), isNull(sources.deletedAt), ne(sources.kind, 'internal'), notExists(told)))
    .orderBy(asc(sources.askedAt), asc(sources.id))
    .limit(atOnce)
    .prepare()
  let lookAt = 0

  return async (now) => {
    if (now < lookAt) return false
    if (untold.all().length === 0) {
      lookAt = now + everyMs
      return false
    }
    return writer.write((tx) => {
      const found = untold.all()
      for (const source of found) tellOfMissingRule(tx, source, now)
      return found.length === atOnce
    })
  }
}

/** Tells flows that leads come from a source for which nobody has said where they go. Once for each source. Part of the caller's transaction. */
export function tellOfMissingRule(db: Database, source: Source, now: number): void {
  const { teamId } = readDefaultPool(db)
  const pool = teamId === null ? undefined : db.select({ name: teams.name }).from(teams).where(and(eq(teams.id, teamId), isNull(teams.deletedAt))).get()
  tell(db, 'source.unconfigured', source, `source.unconfigured:${source.id}`, { pool: pool?.name ?? '' }, now)
}

/** Tells flows that it has been said where a source's leads go. Part of the caller's transaction, once for each change. */
export function tellOfRule(db: Database, source: Source, now: number): void {
  tell(db, 'source.configured', source, `source.configured:${source.id}:${now}`, {}, now)
}

function tell(db: Database, type: 'source.unconfigured' | 'source.configured', { id, name }: Source, externalId: string, more: { pool?: string }, now: number): void {
  createKeepEvent(db)({ sourceId: internalSource(db, now), externalId, type, data: { sourceId: id, sourceName: name, ...more }, occurredAt: now, subject }, now)
}
