import { and, eq, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { answerOffer } from '../acks/answer-offer'
import { viewOffer } from '../acks/view-offer'
import type { Database } from '../db/open-database'
import { assignments, leads, reps, workItems } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { CloseOutcome, closeLead } from '../leads/close-lead'
import { giveLead } from '../leads/give-lead'
import type { SessionUser } from '../people/find-session'
import type { SignedIn } from '../people/require-session'
import { updateRep } from '../roster/update-rep'
import { finishItem } from '../work-items/finish-item'
import { findMe } from './find-me'
import { viewInbox } from './view-inbox'

const Answer = z.object({ answer: z.enum(['have-it', 'pass-on']), why: z.string().trim().max(200, 'Say it in at most 200 characters.').optional() })
const HandOver = z.object({ to: z.string().max(40), note: z.string().trim().max(500, 'Write at most 500 characters.').default('') })
const Presence = z.object({ presence: z.enum(['online', 'away', 'offline']).optional(), awayUntil: z.number().int().nullable().optional() })

/** What somebody on the roster has and does: only about themselves, whatever their role. */
export function createInboxRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  function requireMe(user: SessionUser): typeof reps.$inferSelect {
    const me = findMe(db, user)
    if (!me) throw new AppError('not-found', 'You are not on the roster, so no leads come to you. Somebody in revenue operations can put you on it.')
    return me
  }
  function requireOffer(assignmentId: string, repId: string): void {
    if (!db.select({ id: assignments.id }).from(assignments).where(and(eq(assignments.id, assignmentId), eq(assignments.repId, repId))).get()) throw new AppError('not-found', 'This lead was not offered to you.')
  }
  return new Hono<SignedIn>()
    .get('/', (c) => c.json(viewInbox(db, requireMe(c.var.user), now())))
    .get('/offers/:id', (c) => {
      const me = requireMe(c.var.user)
      requireOffer(c.req.param('id'), me.id)
      return c.json(viewOffer(db, c.req.param('id'), now()))
    })
    .post('/offers/:id', valid('json', Answer), async (c) => {
      const me = requireMe(c.var.user)
      const assignmentId = c.req.param('id')
      const { answer, why } = c.req.valid('json')
      requireOffer(assignmentId, me.id)
      await writer.write((tx) => answerOffer(tx, { assignmentId, answer, ...(why && { why }) }, now()))
      return c.json(viewOffer(db, assignmentId, now()))
    })
    .post('/leads/:id/close', valid('json', z.object({ outcome: CloseOutcome })), async (c) => {
      const me = requireMe(c.var.user)
      await writer.write((tx) => {
        const lead = tx.select({ id: leads.id }).from(leads).where(and(eq(leads.id, c.req.param('id')), eq(leads.ownerId, me.id))).get()
        if (!lead) throw new AppError('conflict', 'This lead is not yours any more. Look who has it now.')
        closeLead(tx, { leadId: lead.id, outcome: c.req.valid('json').outcome, actor: { kind: 'rep', id: me.id } }, now())
      })
      return c.json({ ok: true })
    })
    .post('/leads/:id/hand-over', valid('json', HandOver), async (c) => {
      const me = requireMe(c.var.user)
      const { to, note } = c.req.valid('json')
      await writer.write((tx) => {
        const lead = tx.select().from(leads).where(and(eq(leads.id, c.req.param('id')), eq(leads.ownerId, me.id))).get()
        if (!lead) throw new AppError('conflict', 'This lead is not yours any more. Look who has it now.')
        const other = tx.select({ id: reps.id, name: reps.name }).from(reps).where(and(eq(reps.id, to), eq(reps.active, true), isNull(reps.deletedAt))).get()
        if (!other || other.id === me.id) throw new AppError('bad-input', 'Choose a colleague who is here.')
        const said = note === '' ? '' : ` ${me.name} says: ${note}`
        giveLead(tx, { lead, from: me, to: other, endedFor: 'handed-over', actor: { kind: 'rep', id: me.id }, note: `${me.name} has handed this lead over to ${other.name}.${said}`, told: `${me.name} has handed this lead over to you.${said}` }, now())
      })
      return c.json({ ok: true })
    })
    .post('/tasks/:id/done', async (c) => {
      const me = requireMe(c.var.user)
      const itemId = c.req.param('id')
      if (!db.select({ id: workItems.id }).from(workItems).where(and(eq(workItems.id, itemId), eq(workItems.assigneeId, me.id))).get()) throw new AppError('not-found', 'This is not on your list any more.')
      await writer.write((tx) => finishItem(tx, { itemId, actor: { kind: 'rep', id: me.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/presence', valid('json', Presence), async (c) => {
      const me = requireMe(c.var.user)
      const { presence, awayUntil } = c.req.valid('json')
      if (awayUntil && awayUntil <= now()) throw new AppError('bad-input', 'Choose a time that is still to come.')
      await writer.write((tx) => updateRep(tx, { repId: me.id, change: { ...(presence && { presence }), ...(awayUntil !== undefined && { awayUntil }) }, actor: { kind: 'rep', id: me.id } }, now()))
      return c.json({ ok: true })
    })
}
