import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { RuleGroup } from '#nodes/revops/condition'
import { contactOf } from '../contact-gate/contact-of'
import { leads } from '../db/schema'
import type { Database } from '../db/open-database'
import type { ChangeFeed } from '../live/change-feed'
import { streamChanges } from '../live/stream'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { findMe } from '../inbox/find-me'
import type { SessionUser } from '../people/find-session'
import { requireRole, type SignedIn } from '../people/require-session'
import { isAtLeast } from '../people/roles'
import { getRun } from './get-run'
import { cancelRun } from './cancel-run'
import { pauseRun, resumeRun } from './hold-run'
import { countRuns, listRuns, runViews } from './list-runs'
import { type ManyRuns, previewSteering, steerMany } from './steer-many'
import { valid } from '../errors/valid'

const Query = z.object({
  view: z.enum(runViews).default('all'),
  flow: z.string().max(40).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(40).optional(),
})

const Steer = z.object({
  act: z.enum(['pause', 'resume', 'stop', 'move']),
  flow: z.string().max(40).optional(),
  /** A lead: everything that runs about its person. */
  lead: z.string().max(40).optional(),
  condition: RuleGroup.optional(),
  /** Said expressly where neither a flow nor a person is named: everything of everybody. */
  everything: z.boolean().default(false),
})

const Resume = z.object({ dates: z.enum(['keep', 'shift']).default('keep') })

/** Runs: the list, one of them, one of them live; and how a person stops, holds and lets go on, one or many at once. */
export function createRunRoutes({ db, writer, feed, now }: { db: Database; writer: Writer; feed: ChangeFeed; now: () => number }) {
  /** Which runs are meant, for somebody who may: managers all, a rep those about the person of a lead that is theirs. */
  function manyOf({ flow, lead, condition, everything }: z.output<typeof Steer>, user: SessionUser): ManyRuns {
    if (!flow && !lead && !everything) throw new AppError('bad-input', 'Say which runs: of a flow, about a person, or everything.')
    const contactId = lead === undefined ? undefined : contactOf(db, { type: 'lead', id: lead })
    if (lead !== undefined && contactId === undefined) throw new AppError('not-found', 'There is no such lead. It may have been removed; reload the page.')
    if (!isAtLeast(user.role, 'manager')) {
      const me = findMe(db, user)
      const owner = lead === undefined ? undefined : db.select({ ownerId: leads.ownerId }).from(leads).where(eq(leads.id, lead)).get()?.ownerId
      if (!me || owner !== me.id) throw new AppError('not-allowed', 'Only managers hold or stop runs of leads that are not yours.')
    }
    return { flowId: flow, contactId, condition }
  }
  return new Hono<SignedIn>()
    .post('/steer/preview', valid('json', Steer), (c) => {
      const asked = c.req.valid('json')
      return c.json(previewSteering(db, manyOf(asked, c.var.user), asked.act))
    })
    .post('/steer', valid('json', Steer), async (c) => {
      const asked = c.req.valid('json')
      return c.json({ changed: await steerMany(db, writer, { many: manyOf(asked, c.var.user), act: asked.act, actor: { kind: 'person', id: c.var.user.id } }, now) })
    })
    .get('/', valid('query', Query), (c) => {
      const { view, flow, q, cursor } = c.req.valid('query')
      const page = listRuns(db, { view, ...(flow && { flowId: flow }), ...(q && { text: q }), ...(cursor && { cursor }) })
      return c.json({ ...page, counts: countRuns(db, flow), now: now() })
    })
    .get('/:id', (c) => c.json(getRun(db, c.req.param('id'), now())))
    .get('/:id/live', (c) => {
      const id = c.req.param('id')
      getRun(db, id, now())
      return streamChanges(c, feed, { run: () => getRun(db, id, now()) })
    })
    .post('/:id/pause', requireRole('manager'), async (c) => {
      await writer.write((tx) => pauseRun(tx, { runId: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/resume', requireRole('manager'), valid('json', Resume), async (c) => {
      const { dates } = c.req.valid('json')
      await writer.write((tx) => resumeRun(tx, { runId: c.req.param('id'), dates, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/cancel', requireRole('manager'), async (c) => {
      await writer.write((tx) => cancelRun(tx, { runId: c.req.param('id'), reason: 'cancelled', actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
