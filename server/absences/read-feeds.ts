import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { isShrunk } from '#nodes/revops/calendar-absence'
import type { IsAllowed } from '../connectors/http/guarded-lookup'
import type { Database } from '../db/open-database'
import { calendarFeeds } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import type { SecretBox } from '../secrets/secret-box'
import { applyCalendar } from './apply-calendar'
import { fetchCalendar } from './fetch-calendar'
import { readCalendar } from './read-calendar'

const everyMs = 15 * 60_000

type Feed = typeof calendarFeeds.$inferSelect

export interface FeedReader {
  /** Reads a feed now, whether it is due or not. */
  read(feedId: string, now: number): Promise<void>
  /** A turn of the scheduler: begins with the next feed that is due, without waiting for it. Never says that there is more. */
  turn(now: number): Promise<boolean>
  /** Resolves when nothing is being read. */
  idle(): Promise<void>
}

/**
 * Reads calendars. A feed that cannot be read, or comes back empty or by more than half smaller, changes nothing: its absences stay as they
 * are, and it says since when it is stale, until it is right again or somebody says that it is.
 */
export function createFeedReader({ db, writer, box, isAllowed, report }: { db: Database; writer: Writer; box: SecretBox; isAllowed: IsAllowed; report(error: unknown): void }): FeedReader {
  let reading: Promise<void> | undefined
  const due = (now: number) => and(lte(calendarFeeds.nextAt, now), isNull(calendarFeeds.deletedAt))

  async function readOne(feed: Feed, now: number): Promise<void> {
    const keep = (values: Partial<Feed>) => writer.write((tx) => tx.update(calendarFeeds).set({ ...values, nextAt: now + everyMs }).where(eq(calendarFeeds.id, feed.id)).run())
    const stale = (problem: string) => keep({ staleSince: feed.staleSince ?? now, problem })
    let url: string
    try {
      url = box.open(feed.sealedUrl)
    } catch {
      return void (await stale('Its address cannot be read with this installation’s key. Enter it again.'))
    }
    const fetched = await fetchCalendar({ url, etag: feed.staleSince === null && !feed.isTrusted ? feed.etag : null }, isAllowed)
    if (fetched.state === 'failed') return void (await stale(fetched.problem))
    if (fetched.state === 'unchanged') return void (await keep({ readAt: now, staleSince: null, problem: null }))
    let calendar: ReturnType<typeof readCalendar>
    try {
      calendar = readCalendar(fetched.text, now)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return void (await stale(error.message))
    }
    const { events, entries } = calendar
    if (!feed.isTrusted && isShrunk(feed.entries, events)) return void (await stale(events === 0 ? `It came back empty; it had ${feed.entries} entries.` : `It came back with ${events} entries; it had ${feed.entries}.`))
    await writer.write((tx) => {
      const isKept = tx.select({ id: calendarFeeds.id }).from(calendarFeeds).where(and(eq(calendarFeeds.id, feed.id), isNull(calendarFeeds.deletedAt))).get()
      // Somebody may have ended it while it was read.
      if (!isKept) return
      const owner = { origin: feed.id, repId: feed.repId, teamId: feed.teamId, counts: feed.counts }
      const { unmatched } = applyCalendar(tx, { owner, entries, isWhole: true, actor: { kind: 'system', id: 'calendar' } }, now)
      tx.update(calendarFeeds).set({ etag: fetched.etag, entries: events, unmatched, readAt: now, nextAt: now + everyMs, staleSince: null, problem: null, isTrusted: false }).where(eq(calendarFeeds.id, feed.id)).run()
    })
  }

  async function read(feedId: string, now: number): Promise<void> {
    const feed = db.select().from(calendarFeeds).where(and(eq(calendarFeeds.id, feedId), isNull(calendarFeeds.deletedAt))).get()
    if (feed) await readOne(feed, now)
  }

  /** Takes the next feed for this process, so that no other reads it meanwhile. */
  const take = (now: number) =>
    writer.write((tx) => {
      const feed = tx.select().from(calendarFeeds).where(due(now)).orderBy(asc(calendarFeeds.nextAt)).limit(1).get()
      if (feed) tx.update(calendarFeeds).set({ nextAt: now + everyMs }).where(eq(calendarFeeds.id, feed.id)).run()
      return feed
    })

  return {
    read,
    async turn(now) {
      if (reading || !db.select({ id: calendarFeeds.id }).from(calendarFeeds).where(due(now)).limit(1).get()) return false
      const feed = await take(now)
      if (!feed) return false
      reading = readOne(feed, now)
        .catch(report)
        .finally(() => {
          reading = undefined
        })
      return false
    },
    idle: async () => reading,
  }
}
