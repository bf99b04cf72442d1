/** Somebody who watches a queue. Times are ms since 1970. */
export interface Watcher {
  active: boolean
  /** Away until this instant; null or over: there. */
  awayUntil: number | null
}

/** What is wrong with who watches a queue, the worst that holds. */
export type WatchGap = 'nobody' | 'all-away' | 'one-only'

/** Whether somebody sees what comes into a queue: nobody active does, all who do are away, or all hangs on one person. Undefined: well watched. */
export function watchGap(watchers: readonly Watcher[], now: number): WatchGap | undefined {
  const active = watchers.filter((watcher) => watcher.active)
  if (active.length === 0) return 'nobody'
  if (active.every(({ awayUntil }) => awayUntil !== null && awayUntil > now)) return 'all-away'
  return active.length === 1 ? 'one-only' : undefined
}
