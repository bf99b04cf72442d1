/**
 * The old object where the new one says the same, and the old list where all of it does, so that React Flow draws only what changed. Compares
 * two levels.
 */
export function keepSame<Item extends { id: string; data?: Record<string, unknown> }>(before: Item[], now: Item[]): Item[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const kept = now.map((item) => {
    const known = old.get(item.id)
    return known && (known === item || isSame(known, item)) ? known : item
  })
  return kept.length === before.length && kept.every((item, index) => item === before[index]) ? before : kept
}

function isSame(one: object, other: object): boolean {
  const left = one as Record<string, unknown>
  const right = other as Record<string, unknown>
  const keys = Object.keys(right)
  return keys.length === Object.keys(left).length && keys.every((key) => left[key] === right[key] || (isPlain(left[key]) && isPlain(right[key]) && isShallowSame(left[key], right[key])))
}

function isShallowSame(one: object, other: object): boolean {
  const left = one as Record<string, unknown>
  const right = other as Record<string, unknown>
  const keys = Object.keys(right)
  return keys.length === Object.keys(left).length && keys.every((key) => Object.is(left[key], right[key]) || (Array.isArray(left[key]) && Array.isArray(right[key]) && isListSame(left[key], right[key])))
}

function isListSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => Object.is(each, other[index]))
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
