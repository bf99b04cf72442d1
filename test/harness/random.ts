/** Numbers that a seed decides: the same seed gives the same row of them. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  isTrue(probability: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  shuffle<T>(list: readonly T[]): T[]
  /** A row of its own, so that what one part draws does not move what another part gets. */
  fork(name: string): Random
}

/** mulberry32: small, and good enough to choose when to kill. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    isTrue: (probability) => next() < probability,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    shuffle<T>(list: readonly T[]): T[] {
      const left = [...list]
      return list.map(() => left.splice(whole(0, left.length - 1), 1)[0] as T)
    },
    fork: (name) => createRandom([...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed ^ 0x811c9dc5)),
  }
}
