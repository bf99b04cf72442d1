import { Hono } from 'hono'
import type { SignedIn } from '../people/require-session'
import type { ChangeFeed } from './change-feed'
import { streamChanges } from './stream'

/** One stream for pages that show lists: something has changed, ask again. */
export function createLiveRoutes({ feed }: { feed: ChangeFeed }) {
  return new Hono<SignedIn>().get('/', (c) => {
    let count = 0
    return streamChanges(c, feed, 'changed', () => ({ count: ++count }))
  })
}
