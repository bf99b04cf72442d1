import type { Timers } from '#engine/simulate/timers'
import { createTellOfConflicts } from '../conflicts/tell-of-conflicts'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { createClearCutOff, cutOffAfterMs } from '../effects/clear-cut-off'
import { createHandOverLeads } from '../roster/leaving/hand-over-leads'
import { createLetForward } from '../send-rates/let-forward'
import { createArmAllLeads } from '../triggers/arm-all-leads'
import { createMintArmed } from '../triggers/mint-armed'
import { createMintOverdue } from '../triggers/mint-overdue'
import { createTickTriggers } from '../triggers/tick-triggers'
import { createDrainQueues } from '../work-items/drain-queues'

/** Later than any instant. */
const never = 8.64e15
/** How often people and queues are looked at. The scheduler of the worker looks each second; fewer looks come to the same here, and take less. */
const lookEveryMs = 10_000

/**
 * Schedules, deadlines, silences, dates, messages that were cut off, leads of people who have left and queues in virtual time. This is woken at the very instant at which something is due, and soon
 * after the roster or a queue has changed, and calls `wake` then. `turn` says whether it did anything.
 */
export function createSchedules({ db, writer, timers, wake }: { db: Database; writer: Writer; timers: Timers; wake(): void }): { turn(): Promise<boolean> } {
  const dated = [createTickTriggers(db, writer), createMintOverdue(db, writer), createArmAllLeads(db, writer), createMintArmed(db, writer), createLetForward(db, writer), createTellOfConflicts(db, writer), createClearCutOff(db, writer)]
  const handOver = createHandOverLeads(db, writer)
  const drain = createDrainQueues(db, writer)
  const findNext = db.$client.prepare(`select min(coalesce((select min(next_at) from triggers), ${never}), coalesce((select min(due_at) from deadlines), ${never}),
    coalesce((select min(due_at) from armed_starts), ${never}), coalesce((select min(look_at) from send_lanes), ${never}), iif(exists (select 1 from triggers where arming is not null), 0, ${never}), iif(exists (select 1 from conflicts where told_at is null), 0, ${never}),
    coalesce((select min(lease_until) + ${cutOffAfterMs} from effects join runs on runs.id = effects.run_id where effects.state = 'sending' and runs.state in ('done', 'failed')), ${never}))`).pluck()
  const rosterChangedAt = db.$client.prepare('select max(updated_at) from reps').pluck()
  const isDraining = db.$client.prepare(`select exists (select 1 from queues where queues.team_id is not null and exists (select 1 from work_items where work_items.queue_id = queues.id and work_items.state = 'open' and work_items.kind = 'claim'))`).pluck()
  const nextUnanswered = db.$client.prepare(`select min(assignments.offered_at + queues.offer_for_ms) from assignments join work_items on work_items.id = assignments.queue_item_id join queues on queues.id = work_items.queue_id
    where assignments.state = 'offered' and assignments.queue_item_id is not null`).pluck()
  let wakesAt = never
  let looksAt = 0
  let knownRoster: unknown

  function wakeAt(instant: number): void {
    const now = timers.now()
    if (instant >= never || (instant >= wakesAt && wakesAt > now)) return
    wakesAt = instant
    timers.set(instant, wake)
  }

  async function doDated(now: number): Promise<boolean> {
    const next = findNext.get() as number
    if (next > now) {
      wakeAt(next)
      return false
    }
    for (const each of dated) while (await each(now));
    return true
  }

  /** What has no instant of its own. */
  async function lookAround(now: number): Promise<boolean> {
    const roster = rosterChangedAt.get()
    const isWanted = [roster !== knownRoster, isDraining.get() === 1]
    if (!isWanted.includes(true)) return false
    if (now < looksAt) {
      wakeAt(looksAt)
      return false
    }
    looksAt = now + lookEveryMs
    knownRoster = roster
    let isAny = false
    for (const [index, look] of [handOver, drain].entries()) while (isWanted[index] && (await look(now))) isAny = true
    const unanswered = nextUnanswered.get() as number | null
    if (unanswered !== null) wakeAt(unanswered)
    return isAny
  }

  return {
    async turn() {
      const now = timers.now()
      const isDue = await doDated(now)
      return (await lookAround(now)) || isDue
    },
  }
}
