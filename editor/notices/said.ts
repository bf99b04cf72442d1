const storageKey = 'watertight.notices.said'
const mostKept = 200

/** The notices that some tab of this browser has alerted of. */
export function readSaid(): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [])
  } catch {
    return new Set()
  }
}

/** Remembers them for all tabs, so that no other says them, too. */
export function rememberSaid(ids: readonly string[]): void {
  localStorage.setItem(storageKey, JSON.stringify([...readSaid(), ...ids].slice(-mostKept)))
}
