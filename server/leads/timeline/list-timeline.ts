import { z } from 'zod'
import type { Database } from '../../db/open-database'
import { AppError } from '../../errors/app-error'
import type { Entry } from './entry'
import { parts } from './read-parts'
import type { By } from './reading'

const Cursor = z.tuple([z.number().int(), z.number().int().min(0), z.string().max(200)])

/**
 * What happened to a lead, or to several of one person, newest first, in pages: people, flows and what came from outside in one order. `by` leaves out what others did. Pages hang on the
 * last entry of the page before.
 */
export function listTimeline(db: Database, { leadIds, by, cursor, limit }: { leadIds: readonly string[]; by: By | undefined; cursor?: string; limit: number }): { entries: Entry[]; next: string | null } {
  const from = cursor === undefined ? undefined : readCursor(cursor)
  const found = leadIds.flatMap((leadId) => parts.flatMap((part, rank) => part(db, { leadId, by, limit: limit + 1, before: from }, rank).map((entry) => ({ entry, rank }))))
  found.sort((one, other) => other.entry.at - one.entry.at || other.rank - one.rank || (one.entry.key < other.entry.key ? 1 : -1))
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next = found.length > limit && last ? Buffer.from(JSON.stringify([last.entry.at, last.rank, last.entry.key])).toString('base64url') : null
  return { entries: page.map(({ entry, rank }) => ({ ...entry, key: `${rank}:${entry.key}` })), next }
}

function readCursor(cursor: string): { at: number; rank: number; key: string } {
  try {
    const [at, rank, key] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at, rank, key }
  } catch {
    throw new AppError('bad-input', 'This place in the timeline is not known. Read it from its beginning.')
  }
}
