/** Numbers that a seed decides: the same seed gives the same row of them, on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  isTrue(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** A row of its own, so that what one part draws does not move what another part gets. */
  fork(name: string): Random
}

/** xoshiro128**, seeded by the text through splitmix32. */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = spread(seed)

  function next(): number {
    const mixed = Math.imul(rotate(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return (mixed >>> 0) / 4_294_967_296
  }

  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    isTrue: (probability) => next() < probability,
    pick(from) {
      if (from.length === 0) throw new Error('simulate.random: nothing to pick from')
      return from[whole(0, from.length - 1)] as (typeof from)[number]
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

/** Four words of state out of a text: FNV-1a, then splitmix32, so that seeds one apart have nothing in common. */
function spread(seed: string): [number, number, number, number] {
  let hash = 0x811c9dc5
  for (let index = 0; index < seed.length; index += 1) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193)
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  return [word(), word(), word(), word()]
}
