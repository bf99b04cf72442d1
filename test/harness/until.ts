import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until `look` gives something, and gives up with an error that says what was awaited. */
export async function until<T>(what: string, limitMs: number, look: () => T | undefined | false | Promise<T | undefined | false>, everyMs = 50): Promise<T> {
  const end = Date.now() + limitMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain: ${what}`)
    await sleep(everyMs)
  }
}
