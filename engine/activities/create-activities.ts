import type { ActivityDeps } from './activity-deps'
import type { RunActivities } from './answers'
import { createCall } from './call'
import { createDecide } from './decide'
import { guarded } from './guard'
import { createCloseWait, createOpenWait } from './waits'

/** The six things that both drivers ask for. */
export function createActivities(deps: ActivityDeps): RunActivities {
  const { store, clock } = deps
  return {
    decide: createDecide(deps),
    call: createCall(deps),
    openWait: createOpenWait(deps),
    closeWait: createCloseWait(deps),
    readInbox: (input) => store.write((tx) => guarded(tx, input, (run) => ({ items: tx.readInbox(run.id, input.after) }))),
    endRun: async (input) => {
      const now = await clock.now()
      return store.write((tx) => {
        const answer = guarded(tx, input, (run) => {
          if (input.ending.at) tx.finishStep(run.id, input.ending.at, { outlet: '' }, {}, now)
          tx.endRun(run, input.ending, input.snapshot, now)
          return {}
        })
        return 'stale' in answer ? answer : { ended: true as const }
      })
    },
  }
}
