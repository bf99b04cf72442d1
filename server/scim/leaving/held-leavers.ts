import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { heldRosterChanges } from '../../db/schema'
import { countActive } from '../../roster/held/count-active'
import { askToDecide, endAsking } from '../../roster/held/held-work'

/** Somebody whom the HR system took away; `isDeleted` when it removed the person and did not only deactivate. */
const Leaver = z.object({ repId: z.string(), isDeleted: z.boolean() })
export type Leaver = z.infer<typeof Leaver>
export const HeldLeavers = z.object({ people: z.array(Leaver) })

/** The held change that is open, if any. There is one at most: who is to leave meanwhile joins it. */
export function findHeldLeavers(db: Database): { id: string; people: Leaver[] } | undefined {
  return newestIn(db, 'held')
}

/** Whether somebody refused, at the last decision, to let this person go. */
export function wasRefused(db: Database, repId: string): boolean {
  return newestIn(db, 'refused')?.people.some((each) => each.repId === repId) ?? false
}

function newestIn(db: Database, state: 'held' | 'refused'): { id: string; people: Leaver[] } | undefined {
  const row = db.select().from(heldRosterChanges).where(and(eq(heldRosterChanges.origin, 'scim'), eq(heldRosterChanges.state, state))).orderBy(desc(heldRosterChanges.createdAt), desc(heldRosterChanges.id)).limit(1).get()
  return row && { id: row.id, people: HeldLeavers.parse(row.change).people }
}

/** Puts a person among those who are held back; the same person again changes nothing. Part of the caller's transaction. */
export function holdLeaver(db: Database, { leaver, actor }: { leaver: Leaver; actor: Actor }, now: number): void {
  const active = countActive(db)
  const held = findHeldLeavers(db)
  if (held?.people.some((each) => each.repId === leaver.repId && (each.isDeleted || !leaver.isDeleted))) return
  const people = [...(held?.people.filter(({ repId }) => repId !== leaver.repId) ?? []), leaver]
  const values = { change: { people }, leavers: people.length, active }
  if (held) db.update(heldRosterChanges).set(values).where(eq(heldRosterChanges.id, held.id)).run()
  else {
    const id = newId(now)
    db.insert(heldRosterChanges).values({ id, origin: 'scim', ...values, state: 'held', createdAt: now }).run()
    createAddAudit(db)({ actor, action: 'roster.change-held', subject: { type: 'roster', id }, after: { origin: 'scim', active } }, now)
    askToDecide(db, { heldId: id, why: 'Your HR system took away more than a fifth of the active people within ten minutes, or somebody whom you kept before.' }, now)
  }
}

/** The HR system says that somebody works here: then nobody needs to decide about that person any more. Part of the caller's transaction. */
export function keepLeaver(db: Database, { repId, actor }: { repId: string; actor: Actor }, now: number): void {
  const held = findHeldLeavers(db)
  if (!held?.people.some((each) => each.repId === repId)) return
  const people = held.people.filter((each) => each.repId !== repId)
  db.update(heldRosterChanges)
    .set({ change: { people }, leavers: people.length, ...(people.length === 0 && { state: 'refused' as const, decidedAt: now, decidedBy: actor.id }) })
    .where(eq(heldRosterChanges.id, held.id))
    .run()
  if (people.length === 0) endAsking(db, { heldId: held.id, actor }, now)
}
