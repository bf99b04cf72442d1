import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { notices } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'

const groupSize = 500

/** Somebody has read one of theirs. The first time counts; again changes nothing. Part of the caller's transaction. */
export function markRead(db: Database, { personId, noticeId }: { personId: string; noticeId: string }, now: number): void {
  const found = db.select({ readAt: notices.readAt }).from(notices).where(and(eq(notices.id, noticeId), eq(notices.personId, personId))).get()
  if (!found) throw new AppError('not-found', 'This notice is not among yours. It may have been cleared: those that were read are kept for 90 days.')
  if (found.readAt === null) db.update(notices).set({ readAt: now }).where(eq(notices.id, noticeId)).run()
}

/** Somebody has read all of theirs up to the one that was the newest for them: what came meanwhile stays unread. In groups, so that nobody waits for it. */
export async function markAllRead(writer: Writer, { personId, upTo }: { personId: string; upTo: string }, now: number): Promise<void> {
  for (;;) {
    const changed = await writer.write((tx) => {
      const group = sql`(select id from notices indexed by notices_unread where person_id = ${personId} and read_at is null and id <= ${upTo} limit ${groupSize})`
      return tx.update(notices).set({ readAt: now }).where(inArray(notices.id, group)).run().changes
    })
    if (changed < groupSize) return
  }
}
