import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { absences, calendarFeeds, reps, teams } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { readBody } from '../events/read-body'
import { requireRole, type SignedIn } from '../people/require-session'
import type { SecretBox } from '../secrets/secret-box'
import { applyCalendar } from './apply-calendar'
import { addAbsence, addFeed, NewAbsence, NewFeed, removeAbsence, removeFeed, trustFeed } from './change-absences'
import { readCalendar } from './read-calendar'
import type { FeedReader } from './read-feeds'

const mostListed = 1_000
const maxFileBytes = 2 * 1024 * 1024
const FileOf = z.object({ repId: z.string().max(40).optional(), teamId: z.string().max(40).optional(), counts: z.enum(['away', 'busy']) })

/** Who is away when, and the calendars that say so. Addresses of calendars are secrets: they go in and never come out. */
export function createAbsenceRoutes({ db, writer, box, feeds, now }: { db: Database; writer: Writer; box: SecretBox; feeds: Pick<FeedReader, 'read'>; now: () => number }) {
  const by = (user: { id: string }): Actor => ({ kind: 'person', id: user.id })
  return new Hono<SignedIn>()
    .get('/', requireRole('manager'), (c) =>
      c.json({
        absences: db
          .select({ id: absences.id, repId: absences.repId, repName: reps.name, zone: reps.zone, startsAt: absences.startsAt, endsAt: absences.endsAt, note: absences.note, origin: absences.origin, externalId: absences.externalId })
          .from(absences)
          .innerJoin(reps, eq(reps.id, absences.repId))
          .where(and(gt(absences.endsAt, now()), isNull(reps.deletedAt)))
          .orderBy(asc(absences.startsAt), asc(reps.name))
          .limit(mostListed)
          .all()
          .map(({ externalId, ...absence }) => ({ ...absence, isFixed: absence.origin === 'calendar' && !externalId?.startsWith('file:') })),
        feeds: db
          .select({
            id: calendarFeeds.id, name: calendarFeeds.name, repName: reps.name, teamName: teams.name, counts: calendarFeeds.counts, entries: calendarFeeds.entries, unmatched: calendarFeeds.unmatched,
            readAt: calendarFeeds.readAt, staleSince: calendarFeeds.staleSince, problem: calendarFeeds.problem,
          })
          .from(calendarFeeds)
          .leftJoin(reps, eq(reps.id, calendarFeeds.repId))
          .leftJoin(teams, eq(teams.id, calendarFeeds.teamId))
          .where(isNull(calendarFeeds.deletedAt))
          .orderBy(asc(calendarFeeds.name))
          .all(),
        now: now(),
      }),
    )
    .post('/', requireRole('manager'), valid('json', NewAbsence), async (c) => {
      const id = await writer.write((tx) => addAbsence(tx, { absence: c.req.valid('json'), actor: by(c.var.user) }, now()))
      return c.json({ id }, 201)
    })
    .delete('/:id', requireRole('manager'), async (c) => {
      await writer.write((tx) => removeAbsence(tx, { absenceId: c.req.param('id'), actor: by(c.var.user) }, now()))
      return c.json({ ok: true })
    })
    .post('/file', requireRole('manager'), valid('query', FileOf), async (c) => {
      const { repId = null, teamId = null, counts } = c.req.valid('query')
      if ((repId === null) === (teamId === null)) throw new AppError('bad-input', 'Say whose calendar it is: one person’s, or a team’s.')
      const { entries } = readCalendar(await readBody(c, maxFileBytes), now())
      return c.json(await writer.write((tx) => applyCalendar(tx, { owner: { origin: 'file', repId, teamId, counts }, entries, isWhole: false, actor: by(c.var.user) }, now())))
    })
    .post('/feeds', requireRole('manager'), valid('json', NewFeed), async (c) => {
      const id = await writer.write((tx) => addFeed(tx, box, { feed: c.req.valid('json'), actor: by(c.var.user) }, now()))
      await feeds.read(id, now())
      return c.json({ id }, 201)
    })
    .post('/feeds/:id/read', requireRole('manager'), async (c) => {
      await feeds.read(c.req.param('id'), now())
      return c.json({ ok: true })
    })
    .post('/feeds/:id/trust', requireRole('manager'), async (c) => {
      await writer.write((tx) => trustFeed(tx, { feedId: c.req.param('id'), actor: by(c.var.user) }, now()))
      await feeds.read(c.req.param('id'), now())
      return c.json({ ok: true })
    })
    .delete('/feeds/:id', requireRole('manager'), async (c) => {
      await writer.write((tx) => removeFeed(tx, { feedId: c.req.param('id'), actor: by(c.var.user) }, now()))
      return c.json({ ok: true })
    })
}
