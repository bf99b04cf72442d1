import type { ActivityDeps } from './activity-deps'
import type { RunActivities } from './answers'
import { createCall } from './call'
import { createDoChore, createRecord } from './chores'
import { createDecide } from './decide'
import { dropWaits } from './drop-waits'
import { guardedAlways } from './guard'
import { createOpenList } from './lists'
import { createCloseWait, createOpenWait } from './waits'

/** Everything that both drivers ask for. */
export function createActivities(deps: ActivityDeps): RunActivities {
  const { store, clock } = deps
  return {
    decide: createDecide(deps),
    call: createCall(deps),
    openList: createOpenList(deps),
    openWait: createOpenWait(deps),
    closeWait: createCloseWait(deps),
    record: createRecord(deps),
    doChore: createDoChore(deps),
    readInbox: (input) => store.write((tx) => guardedAlways(tx, input, (run) => ({ items: tx.readInbox(run.id, input.after) }))),
    endRun: async (input) => {
      const now = await clock.now()
      return store.write((tx) => {
        const answer = guardedAlways(tx, input, (run) => {
          // A paused run keeps its place, also at its end. One that is being cancelled ends.
          if (run.hold === 'paused') return { isPaused: true }
          if (input.ending.at) tx.finishStep(run.id, input.ending.at, { outlet: '' }, {}, now)
          dropWaits(deps, tx, run, tx.listOpenWaits(run.id), now)
          tx.endRun(run, input.ending, input.snapshot, now)
          return { isPaused: false }
        })
        if ('stale' in answer || 'held' in answer) return answer
        return answer.isPaused ? { held: true as const, inboxSeq: answer.inboxSeq } : { ended: true as const }
      })
    },
  }
}
