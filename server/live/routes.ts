import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { valid } from '../errors/valid'
import { findMe } from '../inbox/find-me'
import { createNoticeState } from '../notices/notice-state'
import type { SignedIn } from '../people/require-session'
import type { ChangeFeed } from './change-feed'
import { streamChanges } from './stream'

const Query = z.object({ only: z.literal('notices').optional() })

/**
 * One stream for pages that show lists: something has changed, ask again; and how many notices whoever looks has not read. What they
 * say is asked for apart, so that a session that is over hears nothing. A page that nobody looks at wants notices only.
 */
export function createLiveRoutes({ db, feed }: { db: Database; feed: ChangeFeed }) {
  const stateOf = createNoticeState(db)
  return new Hono<SignedIn>().get('/', valid('query', Query), (c) => {
    const me = findMe(db, c.var.user)
    let count = 0
    return streamChanges(c, feed, {
      ...(!c.req.valid('query').only && { changed: () => ({ count: ++count }) }),
      ...(me && { notices: () => stateOf(me.id) }),
    })
  })
}
