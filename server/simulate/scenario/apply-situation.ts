import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import { scenarioDays, type Situation } from './scenario'

/** Puts the people of a simulated world in the situation that is tried out. Part of the caller's transaction. */
export function applySituation(db: Database, situation: Situation, now: number): void {
  if (situation === 'nobody-available') db.update(reps).set({ presence: 'offline', awayUntil: now + scenarioDays * 86_400_000 }).run()
  if (situation === 'everyone-full') db.update(reps).set({ capacity: 0 }).run()
}
