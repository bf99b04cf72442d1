import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { findMe } from '../inbox/find-me'
import type { SessionUser } from '../people/find-session'
import type { SignedIn } from '../people/require-session'
import { listNotices } from './list-notices'
import { markAllRead, markRead } from './mark-read'
import { createNoticeState } from './notice-state'

const noticeId = z.string().regex(/^\w{1,40}$/, 'This is no notice. Begin at the newest.')
const Query = z.object({ cursor: noticeId.optional() })
const UpTo = z.object({ upTo: noticeId })

/** What somebody on the roster was told on our pages: only their own, whatever their role. Who is not on it has none. */
export function createNoticeRoutes({ db, writer, publicUrl, now }: { db: Database; writer: Writer; publicUrl: string; now: () => number }) {
  const stateOf = createNoticeState(db)
  function requireMe(user: SessionUser): string {
    const me = findMe(db, user)
    if (!me) throw new AppError('not-found', 'You are not on the roster, so there are no notices for you. Somebody in revenue operations can put you on it.')
    return me.id
  }
  return new Hono<SignedIn>()
    .get('/', valid('query', Query), (c) => {
      const me = findMe(db, c.var.user)
      if (!me) return c.json({ isOnRoster: false, unread: 0, notices: [], next: null, now: now() })
      return c.json({ isOnRoster: true, unread: stateOf(me.id).unread, ...listNotices(db, { personId: me.id, publicUrl, ...c.req.valid('query') }), now: now() })
    })
    .post('/read', valid('json', UpTo), async (c) => {
      await markAllRead(writer, { personId: requireMe(c.var.user), ...c.req.valid('json') }, now())
      return c.json({ ok: true })
    })
    .post('/:id/read', async (c) => {
      const personId = requireMe(c.var.user)
      await writer.write((tx) => markRead(tx, { personId, noticeId: c.req.param('id') }, now()))
      return c.json({ ok: true })
    })
}
