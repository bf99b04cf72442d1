import { createContext, useContext, useSyncExternalStore } from 'react'

/*
 * The server's clock as far as we know it. Countdowns count by it, because a rep's phone may be minutes off and the
 * deadline is the server's.
 */
let offsetMs = 0

/** Takes over what the server says its clock shows. */
export function setServerNow(serverNow: number): void {
  offsetMs = serverNow - Date.now()
}

/** The server's time, ms since 1970. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let second = 0

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function snapshot(): number {
  const now = serverNow()
  if (Math.abs(now - second) >= 1_000) second = now
  return second
}

/** The time of a simulated world, for what is drawn of it: countdowns then count by that. */
export const VirtualClock = createContext<number | undefined>(undefined)

/** The server's time, renewed every second by one timer for the whole page; within a simulated world, the time there. */
export function useNow(): number {
  const real = useSyncExternalStore(subscribe, snapshot)
  return useContext(VirtualClock) ?? real
}
