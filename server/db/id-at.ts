import { encodeTime } from 'ulid'

/** What sorts before each id that was made at this instant or later: by it, rows of a time are found by their primary key. */
export function idAt(instant: number): string {
  return encodeTime(Math.max(0, Math.floor(instant)), 10)
}
