import type { Notice } from '../api/notices'

/** A step may write its notice a little after the instant that it carries. */
const slackMs = 60_000

/**
 * The notices that somebody is still to be alerted of, the oldest first: not read, not said before by any tab of this browser, and not from
 * before the page was opened, which is what the bell is for.
 */
export function freshNotices(notices: readonly Notice[], { openedAt, said }: { openedAt: number; said: ReadonlySet<string> }): Notice[] {
  return notices.filter(({ id, at, readAt }) => readAt === null && at >= openedAt - slackMs && !said.has(id)).reverse()
}
