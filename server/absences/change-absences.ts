import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { spanIn } from '#nodes/revops/calendar-absence'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { absences, calendarFeeds, reps, teams } from '../db/schema'
import { AppError } from '../errors/app-error'
import { endOffers } from '../roster/leaving/end-offers'
import type { SecretBox } from '../secrets/secret-box'
import { removeCalendar } from './apply-calendar'
import { calendarAddress } from './fetch-calendar'

const longestMs = 3 * 366 * 86_400_000

/** With `isLocal` the two times are what clocks show where the person is, read as if they were UTC: whole days are meant there. */
export const NewAbsence = z.object({ repId: z.string().max(40), startsAt: z.number().int(), endsAt: z.number().int(), isLocal: z.boolean().default(false), note: z.string().trim().max(200).default('') })

export const NewFeed = z.object({
  name: z.string().trim().min(1, 'Give the calendar a name').max(80),
  repId: z.string().max(40).optional(),
  teamId: z.string().max(40).optional(),
  url: z.string().trim().max(2_000),
  counts: z.enum(['away', 'busy']),
})

/** Writes down that somebody is away. If that has begun, their open offers go on to the next at once. Audited. Part of the caller's transaction. */
export function addAbsence(db: Database, { absence, actor }: { absence: z.infer<typeof NewAbsence>; actor: Actor }, now: number): string {
  const { repId, note, isLocal } = absence
  const { zone } = requireRep(db, repId)
  if (![absence.startsAt, absence.endsAt].every((at) => at > 0 && at < 8e12)) throw new AppError('bad-input', 'Choose days within this century.')
  const { startsAt, endsAt } = spanIn({ isLocal, start: absence.startsAt, end: absence.endsAt }, zone)
  if (endsAt <= startsAt) throw new AppError('bad-input', 'The absence ends before it begins. Choose a later end.')
  if (endsAt <= now) throw new AppError('bad-input', 'This absence is over already. Choose an end that is still to come.')
  if (endsAt - startsAt > longestMs) throw new AppError('bad-input', 'An absence may last three years at most. Whoever is away for longer has left: say so on the roster.')
  const id = newId(now)
  db.insert(absences).values({ id, repId, startsAt, endsAt, note, origin: 'person', createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'absence.added', subject: { type: 'rep', id: repId }, after: { absenceId: id, startsAt, endsAt } }, now)
  if (startsAt <= now) endOffers(db, { repId, actor, endedFor: 'away' }, now)
  return id
}

/** Takes an absence back. One of a calendar comes back with the next reading, so it is refused. Audited. Part of the caller's transaction. */
export function removeAbsence(db: Database, { absenceId, actor }: { absenceId: string; actor: Actor }, now: number): void {
  const absence = db.select().from(absences).where(eq(absences.id, absenceId)).get()
  if (!absence) throw new AppError('not-found', 'This absence is not on the list any more.')
  if (absence.origin === 'calendar' && !absence.externalId?.startsWith('file:')) throw new AppError('conflict', 'This absence comes from a calendar. Remove it there; it is gone here with the next reading.')
  db.delete(absences).where(eq(absences.id, absenceId)).run()
  createAddAudit(db)({ actor, action: 'absence.removed', subject: { type: 'rep', id: absence.repId }, before: { absenceId, startsAt: absence.startsAt, endsAt: absence.endsAt } }, now)
}

/** Keeps a calendar to be read from now on; its address is encrypted and in no log. Part of the caller's transaction. */
export function addFeed(db: Database, box: SecretBox, { feed, actor }: { feed: z.infer<typeof NewFeed>; actor: Actor }, now: number): string {
  const { name, repId, teamId, url, counts } = feed
  if ((repId === undefined) === (teamId === undefined)) throw new AppError('bad-input', 'Say whose calendar it is: one person’s, or a team’s.')
  if (repId !== undefined) requireRep(db, repId)
  if (teamId !== undefined && !db.select({ id: teams.id }).from(teams).where(and(eq(teams.id, teamId), isNull(teams.deletedAt))).get()) throw new AppError('bad-input', 'This team does not exist any more. Choose another.')
  const address = calendarAddress(url)
  if (!address) throw new AppError('bad-input', 'This is no address of a calendar. It begins with https:// or webcal://.')
  const id = newId(now)
  db.insert(calendarFeeds).values({ id, name, repId: repId ?? null, teamId: teamId ?? null, sealedUrl: box.seal(address.href), counts, nextAt: now, createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'calendar.added', subject: { type: 'calendar', id }, after: { name, repId: repId ?? null, teamId: teamId ?? null, counts } }, now)
  return id
}

/** Believes what a feed says from its next reading on, although it has shrunk. Audited. Part of the caller's transaction. */
export function trustFeed(db: Database, { feedId, actor }: { feedId: string; actor: Actor }, now: number): void {
  requireFeed(db, feedId)
  db.update(calendarFeeds).set({ isTrusted: true }).where(eq(calendarFeeds.id, feedId)).run()
  createAddAudit(db)({ actor, action: 'calendar.trusted', subject: { type: 'calendar', id: feedId } }, now)
}

/** Reads a calendar no more; its absences that are still to come go with it. Audited. Part of the caller's transaction. */
export function removeFeed(db: Database, { feedId, actor }: { feedId: string; actor: Actor }, now: number): void {
  const { name } = requireFeed(db, feedId)
  db.update(calendarFeeds).set({ deletedAt: now }).where(eq(calendarFeeds.id, feedId)).run()
  const removed = removeCalendar(db, feedId, now)
  createAddAudit(db)({ actor, action: 'calendar.removed', subject: { type: 'calendar', id: feedId }, before: { name }, after: { removed } }, now)
}

function requireFeed(db: Database, feedId: string): typeof calendarFeeds.$inferSelect {
  const feed = db.select().from(calendarFeeds).where(and(eq(calendarFeeds.id, feedId), isNull(calendarFeeds.deletedAt))).get()
  if (!feed) throw new AppError('not-found', 'This calendar is not on the list any more.')
  return feed
}

function requireRep(db: Database, repId: string): { zone: string } {
  const rep = db.select({ zone: reps.zone }).from(reps).where(and(eq(reps.id, repId), isNull(reps.deletedAt))).get()
  if (!rep) throw new AppError('not-found', 'There is nobody with this id on the roster.')
  return rep
}
