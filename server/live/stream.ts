import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { ChangeFeed } from './change-feed'

const heartbeatMs = 15_000

/**
 * Sends `read()` as event `name` at once and whenever it has changed. Ends with the connection. A read that throws ends
 * the stream; the page then asks again the ordinary way and shows why.
 */
export function streamChanges(c: Context, feed: ChangeFeed, name: string, read: () => unknown) {
  return streamSSE(c, async (stream) => {
    let wake: () => void = () => {}
    let isChanged = true
    let last = ''
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
        const data = JSON.stringify(read())
        // What only the clock changes is no news.
        const withoutNow = data.replace(/"now":\d+/, '')
        if (withoutNow !== last) await stream.writeSSE({ event: name, data })
        last = withoutNow
      }
      // What changed while the last was written waits for nothing.
      if (isChanged) continue
      const isDue = await Promise.race([new Promise<false>((resolve) => { wake = () => resolve(false) }), stream.sleep(heartbeatMs).then(() => true as const)])
      if (isDue && !isChanged && !stream.aborted) await stream.writeSSE({ event: 'heartbeat', data: '' })
    }
    unsubscribe()
  })
}
