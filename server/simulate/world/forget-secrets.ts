import { inArray } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { accounts, mailbox, outbox, runs, sessions, verifications } from '../../db/schema'
import { activeStates, rehydrateRun } from '../../runs/rehydrate-run'

/**
 * Takes out of a copied workspace what a simulation has no business with: who is signed in, passwords, mail that was sent.
 * Runs that were under way in the workspace go on in the copy from where they stood, so that the room they hold comes back.
 */
export function forgetSecrets(db: Database): void {
  for (const table of [sessions, accounts, verifications, mailbox, outbox]) db.delete(table).run()
  for (const { id, generation, updatedAt } of db.select().from(runs).where(inArray(runs.state, [...activeStates])).all()) rehydrateRun(db, id, generation, updatedAt)
}
