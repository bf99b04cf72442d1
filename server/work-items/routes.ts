import { Hono } from 'hono'
import { z } from 'zod'
import { answerApproval } from '../approvals/answer-approval'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { findMe } from '../inbox/find-me'
import { isAtLeast } from '../people/roles'
import type { SignedIn } from '../people/require-session'
import { claimItem } from './claim-item'
import { finishItem } from './finish-item'
import { listWork } from './list-work'
import { valid } from '../errors/valid'

const Claim = z.object({ repId: z.string().max(40).optional() })
const Approve = z.object({ answer: z.enum(['approve', 'reject']), note: z.string().trim().max(2_000).optional() })
const Done = z.object({ answer: z.enum(['sent', 'not-sent']).optional() })

/** What people must do. */
export function createWorkRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', (c) => c.json({ items: listWork(db, c.var.user), now: now() }))
    .post('/:id/claim', valid('json', Claim), async (c) => {
      const { user } = c.var
      const me = findMe(db, user)?.id
      const repId = c.req.valid('json').repId ?? me
      if (repId !== me && !isAtLeast(user.role, 'manager')) throw new AppError('not-allowed', 'Only managers give a lead to somebody else. Take it yourself, or ask them.')
      if (!repId) throw new AppError('bad-input', 'You are not on the roster yourself. Choose who gets the lead.')
      const owner = await writer.write((tx) => claimItem(tx, { itemId: c.req.param('id'), repId, actor: { kind: 'person', id: user.id } }, now()))
      return c.json({ ok: true, owner })
    })
    .post('/:id/approve', valid('json', Approve), async (c) => {
      const { answer, note } = c.req.valid('json')
      const standing = await writer.write((tx) => answerApproval(tx, { itemId: c.req.param('id'), answer, ...(note && { note }), user: c.var.user }, now()))
      return c.json(standing)
    })
    .post('/:id/done', valid('json', Done), async (c) => {
      const { answer } = c.req.valid('json')
      await writer.write((tx) => finishItem(tx, { itemId: c.req.param('id'), ...(answer && { answer }), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
