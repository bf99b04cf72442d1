import type { Timers } from '#engine/simulate/timers'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { createMintOverdue } from '../triggers/mint-overdue'
import { createTickTriggers } from '../triggers/tick-triggers'

/**
 * Schedules and deadlines in virtual time. The scheduler of the worker looks each second; this one is woken at the very
 * instant at which something is due. `turn` says whether it started anything.
 */
export function createSchedules({ db, writer, timers }: { db: Database; writer: Writer; timers: Timers }): { turn(): Promise<boolean> } {
  const turns = [createTickTriggers(db, writer), createMintOverdue(db, writer)]
  const nextTick = db.$client.prepare('select min(next_at) from triggers').pluck()
  const nextDeadline = db.$client.prepare('select min(due_at) from deadlines').pluck()
  let wakesAt = Number.POSITIVE_INFINITY

  return {
    async turn() {
      const next = Math.min(...[nextTick.get(), nextDeadline.get()].map((at) => (at as number | null) ?? Number.POSITIVE_INFINITY))
      const now = timers.now()
      if (next > now) {
        if (next < wakesAt || wakesAt <= now) {
          wakesAt = next
          if (next < Number.POSITIVE_INFINITY) timers.set(next, () => undefined)
        }
        return false
      }
      for (const each of turns) while (await each(now));
      return true
    },
  }
}
