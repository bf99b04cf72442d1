import type { Timers } from '#engine/simulate/timers'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { createMintOverdue } from '../triggers/mint-overdue'
import { createTickTriggers } from '../triggers/tick-triggers'

/** Later than any instant. */
const never = 8.64e15

/**
 * Schedules and deadlines in virtual time. The scheduler of the worker looks each second; this one is woken at the very
 * instant at which something is due, and calls `wake` then. `turn` says whether it started anything.
 */
export function createSchedules({ db, writer, timers, wake }: { db: Database; writer: Writer; timers: Timers; wake(): void }): { turn(): Promise<boolean> } {
  const turns = [createTickTriggers(db, writer), createMintOverdue(db, writer)]
  const findNext = db.$client.prepare(`select min(coalesce((select min(next_at) from triggers), ${never}), coalesce((select min(due_at) from deadlines), ${never}))`).pluck()
  let wakesAt = never

  return {
    async turn() {
      const next = findNext.get() as number
      const now = timers.now()
      if (next > now) {
        if (next < wakesAt || wakesAt <= now) {
          wakesAt = next
          if (next < never) timers.set(next, wake)
        }
        return false
      }
      for (const each of turns) while (await each(now));
      return true
    },
  }
}
