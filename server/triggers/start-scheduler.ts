import type { FeedReader } from '../absences/read-feeds'
import { createTellOfConflicts } from '../conflicts/tell-of-conflicts'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { createHandOverLeads } from '../roster/leaving/hand-over-leads'
import { createNoticePeople } from '../roster/notice-people'
import { createLetForward } from '../send-rates/let-forward'
import { createNoticeSources } from '../sources/tell-of-source'
import { createDrainQueues } from '../work-items/drain-queues'
import { createArmAllLeads } from './arm-all-leads'
import { createMintArmed } from './mint-armed'
import { createMintOverdue } from './mint-overdue'
import { createTickTriggers } from './tick-triggers'

const everyMs = 1_000

/**
 * Looks each second for what is due without anybody asking: schedules, deadlines, silences and dates, whose runs it starts, messages that wait for their turn, conflicts, of which it tells, leads of people who have left, which it
 * hands over, leads in queues for which somebody has room again, people who have too much to do or are away for days and sources without a rule, of whom it tells, and
 * calendars of absences. Any number of processes may do so over the same database. What failed is tried again at the next look.
 */
export function startScheduler({ db, writer, feeds, report }: { db: Database; writer: Writer; feeds: Pick<FeedReader, 'turn' | 'idle'>; report(error: unknown): void }): { stop(): Promise<void> } {
  const turns = [createTickTriggers(db, writer), createMintOverdue(db, writer), createArmAllLeads(db, writer), createMintArmed(db, writer), createLetForward(db, writer), createTellOfConflicts(db, writer), createHandOverLeads(db, writer), createDrainQueues(db, writer), createNoticePeople(db, writer), createNoticeSources(db, writer), feeds.turn]
  let isStopped = false
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    for (const turn of turns) {
      try {
        while (!isStopped && (await turn(Date.now())));
      } catch (error) {
        report(error)
      }
    }
    if (!isStopped) timer = setTimeout(begin, everyMs)
  }

  function begin(): void {
    looking = look()
  }

  let timer = setTimeout(begin, everyMs)
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
      await feeds.idle()
    },
  }
}
