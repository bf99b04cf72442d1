import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'

/** What runs about a person of the roster are about: no lead in particular; the event says who it is. */
const subject = { type: 'workspace' as const, id: 'workspace' }

/**
 * Tells flows that something is so with a person of the roster. Once for each type and key; the same again changes nothing. Part of the caller's transaction.
 */
export function tellOfRep(
  db: Database,
  { type, rep, key, data }: { type: 'rep.overloaded' | 'rep.away' | 'rep.left'; rep: { id: string; name: string; teamId: string }; key: string; data: JsonObject },
  now: number,
): void {
  const about = { repId: rep.id, repName: rep.name, teamId: rep.teamId }
  createKeepEvent(db)({ sourceId: internalSource(db, now), externalId: externalIdOf(type, rep.id, key), type, data: { ...about, ...data }, occurredAt: now, subject }, now)
}

/** The id of the event by which it is kept once. */
export function externalIdOf(type: string, repId: string, key: string): string {
  return `${type}:${repId}:${key}`
}
