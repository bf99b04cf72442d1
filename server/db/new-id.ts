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

const next = monotonicFactory(random)

/** A new id (ULID). Ids made later by this process sort after earlier ones, also within a millisecond. */
export function newId(now: number): string {
  return next(now)
}
