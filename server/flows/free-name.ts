import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'

const longest = 300

/** The name, or with the first free number behind it where a flow is called that already: “Routing (2)”. */
export function freeName(db: Database, name: string): string {
  const isTaken = (candidate: string) => db.select({ id: flows.id }).from(flows).where(and(eq(flows.name, candidate), isNull(flows.deletedAt))).get() !== undefined
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`
    const candidate = cut(name, longest - ending.length) + ending
    if (!isTaken(candidate)) return candidate
  }
}

/** Never through the middle of a character that takes two places, as emoji do. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
