import { useNow } from '../api/clock'
import { agoWords, dueWords, exactWords } from './times'

/** "4 min ago", with the exact instant and zone on hover. */
export function Ago({ at }: { at: number }) {
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={exactWords(at)}>
      {agoWords(at, now)}
    </time>
  )
}

/** A deadline: amber from `soonMs` left, red when over, always in words. */
export function Due({ at, soonMs }: { at: number; soonMs: number }) {
  const now = useNow()
  const look = at <= now ? 'late' : at - now <= soonMs ? 'soon' : 'quiet'
  return (
    <time className={look} dateTime={new Date(at).toISOString()} title={exactWords(at)}>
      {dueWords(at, now)}
    </time>
  )
}
