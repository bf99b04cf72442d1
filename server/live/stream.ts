import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { ChangeFeed } from './change-feed'

const heartbeatMs = 15_000

/**
 * Sends what each of `reads` gives, as the event of its name, at once and whenever it has changed. Ends with the connection.
 * A read that throws ends the stream; the page then asks again the ordinary way and shows why.
 */
export function streamChanges(c: Context, feed: ChangeFeed, reads: Record<string, () => unknown>) {
  return streamSSE(c, async (stream) => {
    let wake: () => void = () => {}
    let isChanged = true
    const last = new Map<string, string>()
    const unsubscribe = feed.subscribe(() => {
      isChanged = true
      wake()
    })
    stream.onAbort(() => {
      unsubscribe()
      wake()
    })
    while (!stream.aborted) {
      if (isChanged) {
        isChanged = false
        for (const [event, read] of Object.entries(reads)) {
          const data = JSON.stringify(read())
          // What only the clock changes is no news.
          const withoutNow = data.replace(/"now":\d+/, '')
          if (withoutNow === last.get(event)) continue
          last.set(event, withoutNow)
          await stream.writeSSE({ event, data })
        }
      }
      // What changed while the last was written waits for nothing.
      if (isChanged) continue
      const isDue = await Promise.race([new Promise<false>((resolve) => { wake = () => resolve(false) }), stream.sleep(heartbeatMs).then(() => true as const)])
      if (isDue && !isChanged && !stream.aborted) await stream.writeSSE({ event: 'heartbeat', data: '' })
    }
    unsubscribe()
  })
}
