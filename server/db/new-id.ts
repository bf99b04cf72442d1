import { monotonicFactory } from 'ulid'

const next = monotonicFactory()

/** A new id (ULID). Ids made later by this process sort after earlier ones, also within a millisecond. */
export function newId(now: number): string {
  return next(now)
}
