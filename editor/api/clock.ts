import { useSyncExternalStore } from 'react'

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

/** The server's time, renewed every second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot)
}
