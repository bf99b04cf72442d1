import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { setServerNow } from './clock'
import { newest } from './newest'
import { runQuery } from './queries'
import type { RunDetail } from './types'

export type LiveState = 'live' | 'reconnecting'

const firstRetryMs = 1_000
const longestRetryMs = 15_000

/**
 * Listens to a stream of the server as long as the page is looked at. Comes back by itself after a break, ever more
 * slowly. A hidden tab lets go of its line: browsers allow six to one server, and the other tabs need them.
 */
export function useStream(path: string, event: string, onEvent: (data: string) => void, onBack: () => void): LiveState {
  const [state, setState] = useState<LiveState>('reconnecting')
  const handlers = useRef({ onEvent, onBack })
  handlers.current = { onEvent, onBack }

  useEffect(() => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let retryMs = firstRetryMs
    let isFirst = true

    const open = () => {
      clearTimeout(timer)
      source?.close()
      source = new EventSource(path)
      source.addEventListener('open', () => {
        retryMs = firstRetryMs
        setState('live')
        if (!isFirst) handlers.current.onBack()
        isFirst = false
      })
      source.addEventListener(event, (message) => handlers.current.onEvent((message as MessageEvent<string>).data))
      source.addEventListener('error', () => {
        source?.close()
        setState('reconnecting')
        timer = setTimeout(open, retryMs)
        retryMs = Math.min(retryMs * 2, longestRetryMs)
      })
    }
    const close = () => {
      clearTimeout(timer)
      source?.close()
      source = undefined
    }
    const onVisibility = () => (document.hidden ? close() : open())

    open()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      close()
    }
  }, [path, event])

  return state
}

const changeableKeys = ['flows', 'runs', 'work', 'roster', 'mailbox', 'sample', 'nodes', 'presence', 'inbox']
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
  return useStream('/api/live', 'changed', refresh, () => void client.invalidateQueries())
}

/** Follows one run. */
export function useLiveRun(runId: string): LiveState {
  const client = useQueryClient()
  const { queryKey } = runQuery(runId)
  return useStream(
    `/api/runs/${encodeURIComponent(runId)}/live`,
    'run',
    (data) => {
      const run = JSON.parse(data) as RunDetail
      setServerNow(run.now)
      client.setQueryData(queryKey, (known) => newest(known, run))
    },
    () => void client.invalidateQueries({ queryKey }),
  )
}
