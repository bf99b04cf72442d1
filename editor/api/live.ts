import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { setServerNow } from './clock'
import { newest } from './newest'
import { hearOfNotices } from './notices'
import { runQuery } from './queries'
import type { RunDetail } from './types'

export type LiveState = 'live' | 'reconnecting'

const firstRetryMs = 1_000
const longestRetryMs = 15_000

export interface Listener {
  /** What is done with the data of each event, by its name. */
  events: Record<string, (data: string) => void>
  /** It listens: for the first time, or again after a break, in which anything may have happened. */
  onLive(): void
  onBreak?(): void
}

/** Listens to a stream of the server, and comes back by itself after a break, ever more slowly. Returns how to stop. */
export function listen(path: string, { events, onLive, onBreak }: Listener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let retryMs = firstRetryMs
  const open = () => {
    source = new EventSource(path)
    source.addEventListener('open', () => {
      retryMs = firstRetryMs
      onLive()
    })
    for (const [event, heard] of Object.entries(events)) source.addEventListener(event, (message) => heard((message as MessageEvent<string>).data))
    source.addEventListener('error', () => {
      source?.close()
      onBreak?.()
      timer = setTimeout(open, retryMs)
      retryMs = Math.min(retryMs * 2, longestRetryMs)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

/**
 * Listens to a stream of the server as long as the page is looked at; `onBack` after each break. A hidden tab lets go of its line:
 * browsers allow six to one server, and the other tabs need them.
 */
export function useStream(path: string, events: Listener['events'], onBack: () => void): LiveState {
  const [state, setState] = useState<LiveState>('reconnecting')
  const handlers = useRef({ events, onBack })
  handlers.current = { events, onBack }

  useEffect(() => {
    let wasLive = false
    const start = () =>
      listen(path, {
        events: Object.fromEntries(Object.keys(handlers.current.events).map((event) => [event, (data: string) => handlers.current.events[event]?.(data)])),
        onLive() {
          setState('live')
          if (wasLive) handlers.current.onBack()
          wasLive = true
        },
        onBreak: () => setState('reconnecting'),
      })
    let stop = start()
    const onVisibility = () => {
      stop()
      if (!document.hidden) stop = start()
    }
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      stop()
    }
  }, [path])

  return state
}

const changeableKeys = ['flows', 'runs', 'work', 'roster', 'mailbox', 'sample', 'nodes', 'presence', 'inbox', 'queues']
const throttleMs = 500

/** Reads lists again when the server says that something changed, twice a second at most. */
export function useLiveLists(): LiveState {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const refresh = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      for (const key of changeableKeys) void client.invalidateQueries({ queryKey: [key] })
    }, throttleMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  // After a break anything may have changed, and what failed meanwhile is asked for again.
  return useStream('/api/live', { changed: refresh, notices: (data) => hearOfNotices(client, data) }, () => void client.invalidateQueries())
}

/** Follows one run. */
export function useLiveRun(runId: string): LiveState {
  const client = useQueryClient()
  const { queryKey } = runQuery(runId)
  return useStream(
    `/api/runs/${encodeURIComponent(runId)}/live`,
    {
      run(data) {
        const run = JSON.parse(data) as RunDetail
        setServerNow(run.now)
        client.setQueryData(queryKey, (known) => newest(known, run))
      },
    },
    () => void client.invalidateQueries({ queryKey }),
  )
}
