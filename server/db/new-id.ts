import { randomBytes } from 'node:crypto'
import { monotonicFactory } from 'ulid'

const poolBytes = 4_096
let pool = Buffer.alloc(0)
let used = 0

/** Random numbers in [0, 1) for the library, from a pool: it asks for each of an id's letters apart. */
function random(): number {
  if (used >= pool.length) {
    pool = randomBytes(poolBytes)
    used = 0
  }
  const value = pool[used] as number
  used += 1
  return value / 256
}

const standard = monotonicFactory(random)
let make: (now: number) => string = standard

/** A new id (ULID). Ids made later by this process sort after earlier ones, also within a millisecond. */
export function newId(now: number): string {
  return make(now)
}

/** Has `work` take its ids from `source`: a simulated world's are the same for the same seed. `work` is synchronous. */
export function withIds<T>(source: (now: number) => string, work: () => T): T {
  const before = make
  make = source
  try {
    return work()
  } finally {
    make = before
  }
}
