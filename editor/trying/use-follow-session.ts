import { useEffect, useRef } from 'react'
import { useStream } from '../api/live'
import { useTry } from './try-store'

/** Keeps what is shown of a simulation fresh while it plays. */
export function useFollowSession(sessionId: string): void {
  const isReading = useRef(false)
  const read = async () => {
    if (isReading.current) return
    isReading.current = true
    await useTry.getState().refresh()
    isReading.current = false
  }
  const live = useStream(`/api/simulations/${encodeURIComponent(sessionId)}/live`, {
    simulation(data) {
      const view = JSON.parse(data) as { cursor: number; clock: number; mode: string }
      const known = useTry.getState().open?.state
      if (known && (known.cursor !== view.cursor || known.clock !== view.clock || known.mode !== view.mode)) void read()
    },
  }, () => void read())
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that breaks is how a trial that has ended is noticed
  useEffect(() => {
    if (live === 'reconnecting') void read()
  }, [live])
}
