import { z } from 'zod'
import type { Actor } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { countActive } from '../../roster/held/count-active'
import { isTooMany } from '../../roster/held/too-many-leavers'
import { updateRep } from '../../roster/update-rep'
import { readSetting, writeSetting } from '../../settings/settings'
import { findHeldLeavers, type Leaver, wasRefused } from './held-leavers'

const withinMs = 10 * 60_000
const key = 'scim.leavers'
const Recent = z.array(z.object({ repId: z.string(), at: z.number() }))

/** Thrown instead of letting somebody go: the request is undone, and the person is to be put among those held back. */
export class HeldBackError extends Error {
  override readonly name = 'HeldBackError'
  readonly leaver: Leaver

  constructor(leaver: Leaver) {
    super('too many people would leave at once')
    this.leaver = leaver
  }
}

/**
 * Ends a person's time on the roster, for the HR system. Throws a HeldBackError when more than a fifth of the active people would
 * have gone within ten minutes, while a decision on earlier ones is open, and for people whose leaving somebody refused.
 * Part of the caller's transaction.
 */
export function leave(db: Database, { rep, isDeleted, actor }: { rep: { id: string; active: boolean }; isDeleted: boolean; actor: Actor }, now: number): void {
  if (!rep.active) return
  const recent = readRecent(db, now)
  const isHeld = findHeldLeavers(db) !== undefined || wasRefused(db, rep.id) || isTooMany(recent.length + 1, countActive(db) + recent.length)
  if (isHeld) throw new HeldBackError({ repId: rep.id, isDeleted })
  updateRep(db, { repId: rep.id, change: { active: false }, actor }, now)
  writeSetting(db, key, [...recent.filter(({ repId }) => repId !== rep.id), { repId: rep.id, at: now }])
}

function readRecent(db: Database, now: number): z.infer<typeof Recent> {
  const read = Recent.safeParse(readSetting(db, key))
  return read.success ? read.data.filter(({ at }) => at > now - withinMs) : []
}
