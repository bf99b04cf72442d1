import { createHash } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { type CalendarEntry, type Counts, isAbsence, spanIn } from '#nodes/revops/calendar-absence'
import type { Actor } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { absences, reps } from '../db/schema'
import { endOffers } from '../roster/leaving/end-offers'

export interface CalendarOwner {
  /** What the entries are known by: the feed, or that they came in a file. */
  origin: string
  repId: string | null
  teamId: string | null
  counts: Counts
}

export interface CalendarApplied {
  added: number
  removed: number
  /** Entries that mean an absence and are nobody's of the team. */
  unmatched: number
}

type Rep = Pick<typeof reps.$inferSelect, 'id' | 'name' | 'email' | 'zone'>

/**
 * Makes a calendar's absences what it says: entries that are new are added; with `isWhole`, those to come that it does not have any more are
 * removed. What is over stays. Offers of whoever is away from now on go on to the next. Part of the caller's transaction.
 */
export function applyCalendar(db: Database, { owner, entries, isWhole, actor }: { owner: CalendarOwner; entries: CalendarEntry[]; isWhole: boolean; actor: Actor }, now: number): CalendarApplied {
  const people: Rep[] = db
    .select({ id: reps.id, name: reps.name, email: reps.email, zone: reps.zone })
    .from(reps)
    .where(and(isNull(reps.deletedAt), owner.repId === null ? eq(reps.teamId, owner.teamId ?? '') : eq(reps.id, owner.repId)))
    .all()
  const seen = new Set<string>()
  let added = 0
  let unmatched = 0
  for (const entry of entries) {
    if (!isAbsence(entry, owner.counts)) continue
    const whose = owner.repId === null ? people.filter((rep) => isOf(entry, rep)) : people
    if (whose.length === 0) unmatched += 1
    for (const rep of whose) {
      const { startsAt, endsAt } = spanIn(entry, rep.zone)
      if (endsAt <= now) continue
      const externalId = idOf(owner.origin, entry, startsAt)
      seen.add(`${rep.id} ${externalId}`)
      // What a meeting is called is nobody's business here; only what says that somebody is away.
      const note = isAbsence(entry, 'away') ? entry.title.slice(0, 200) : ''
      const isNew = db.insert(absences).values({ id: newId(now), repId: rep.id, startsAt, endsAt, note, origin: 'calendar', externalId, createdAt: now }).onConflictDoNothing().run().changes === 1
      if (!isNew) db.update(absences).set({ endsAt, note }).where(and(eq(absences.repId, rep.id), eq(absences.externalId, externalId))).run()
      if (isNew) added += 1
      if (isNew && startsAt <= now) endOffers(db, { repId: rep.id, actor, endedFor: 'away' }, now)
    }
  }
  return { added, removed: isWhole ? removeOthers(db, owner.origin, seen, now) : 0, unmatched }
}

/** Takes away what is still to come, or goes on, of a calendar that is read no more. Part of the caller's transaction. */
export function removeCalendar(db: Database, origin: string, now: number): number {
  return removeOthers(db, origin, new Set(), now)
}

function removeOthers(db: Database, origin: string, kept: Set<string>, now: number): number {
  const ours = db.select({ id: absences.id, repId: absences.repId, externalId: absences.externalId }).from(absences).where(and(eq(absences.origin, 'calendar'), gt(absences.endsAt, now))).all()
  const gone = ours.filter(({ repId, externalId }) => externalId?.startsWith(`${origin}:`) && !kept.has(`${repId} ${externalId}`))
  for (const { id } of gone) db.delete(absences).where(eq(absences.id, id)).run()
  return gone.length
}

/** A team's entry is theirs whose address takes part in it, else whose whole name it is called by. */
function isOf({ emails, title }: CalendarEntry, { email, name }: Rep): boolean {
  return emails.includes(email.toLowerCase()) || title.toLowerCase().includes(name.toLowerCase())
}

function idOf(origin: string, { uid }: CalendarEntry, startsAt: number): string {
  return `${origin}:${createHash('sha256').update(uid).digest('base64url').slice(0, 22)}:${startsAt}`
}
