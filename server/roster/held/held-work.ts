import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { workItems } from '../../db/schema'
import { openWorkItem } from '../../work-items/open-work-item'
import { isOpen } from '../../work-items/is-open'

const decideWithinMs = 4 * 60 * 60_000
const keyOf = (heldId: string) => `held-change:${heldId}`

/** Puts a held change before revenue operations, so that it does not wait unseen. Part of the caller's transaction. */
export function askToDecide(db: Database, { heldId, why }: { heldId: string; why: string }, now: number): void {
  const detail = `${why} Nothing was changed. Look who it is and decide at Settings, “From your HR system”.`
  openWorkItem(db, { kind: 'task', title: 'Many people would leave the roster at once', detail, dueAt: now + decideWithinMs, openKey: keyOf(heldId) }, now)
}

/** There is nothing to decide any more. Part of the caller's transaction. */
export function endAsking(db: Database, { heldId, actor }: { heldId: string; actor: Actor }, now: number): void {
  db.update(workItems)
    .set({ state: 'done', doneAt: now, doneBy: actor.id, outcome: 'decided' })
    .where(and(eq(workItems.openKey, keyOf(heldId)), isOpen))
    .run()
}
