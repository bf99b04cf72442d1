import type { Candidate } from './candidate'
import { isThere } from './is-there'

interface Chain {
  /** Who was asked last, if anybody was. */
  asked: string | undefined
  /** Managers of the team that the rota belongs to, in their order. */
  managers: Candidate[]
  /** The manager of somebody, here or not. */
  managerOf(id: string): Candidate | undefined
}

/**
 * Who steps in when nobody is on duty: the first manager who is there, upwards from who was asked last; else of the team's managers, or
 * upwards from them. Managers who are one another's are gone through once. Undefined when nobody is left.
 */
export function managerAbove({ asked, managers, managerOf }: Chain, now: number): Candidate | undefined {
  const seen = new Set<string>()
  const upwards = (from: Candidate | undefined): Candidate | undefined => {
    for (let each = from; each && !seen.has(each.id); each = managerOf(each.id)) {
      if (isThere(each, now)) return each
      seen.add(each.id)
    }
    return undefined
  }
  if (asked !== undefined) {
    seen.add(asked)
    const found = upwards(managerOf(asked))
    if (found) return found
    // Asked before, but nobody else is left above.
    seen.delete(asked)
  }
  for (const manager of managers) {
    const found = upwards(manager)
    if (found) return found
  }
  return undefined
}
