import { desc, eq } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { heldRosterChanges } from '../../db/schema'
import { HeldLeavers } from '../../scim/leaving/held-leavers'
import { HeldFile } from '../import/import-people'
import { planRoster, viewLeavers } from '../import/plan-roster'
import { countActive } from './count-active'

export interface HeldChange {
  id: string
  origin: 'file' | 'scim'
  /** What the file is called. */
  name: string | null
  createdAt: number
  /** Who would go if it were done now, and of how many. */
  leaves: { id: string; name: string; email: string; load: number }[]
  active: number
  joins: number
  changes: number
}

/** The changes of the roster that wait for a decision, newest first, as they would come out now. */
export function listHeld(db: Database): HeldChange[] {
  const active = countActive(db)
  return db.select().from(heldRosterChanges).where(eq(heldRosterChanges.state, 'held')).orderBy(desc(heldRosterChanges.createdAt), desc(heldRosterChanges.id)).all().map(({ id, origin, createdAt, change }) => {
    if (origin === 'scim') return { id, origin, createdAt, active, name: null, joins: 0, changes: 0, leaves: viewLeavers(db, HeldLeavers.parse(change).people.map(({ repId }) => repId)) }
    const { name, mode, people } = HeldFile.parse(change)
    const { steps } = planRoster(db, people, mode)
    const count = (kind: string) => steps.filter((step) => step.kind === kind).length
    return { id, origin, createdAt, active, name, joins: count('join'), changes: count('change'), leaves: viewLeavers(db, steps.flatMap(({ kind, rep }) => (kind === 'leave' && rep ? [rep.id] : []))) }
  })
}
