import { assertNever } from '#nodes/sdk/assert-never'
import type { ActivityDeps } from './activity-deps'
import type { RunActivities } from './answers'
import { dropWaits } from './drop-waits'
import { guarded, guardedAlways } from './guard'

/** Writes down a way out that the reducer chose: of a fork, a join, a "for each", or the end of a branch. */
export function createRecord({ store, clock }: ActivityDeps): RunActivities['record'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run) => {
        if (!tx.findStep(run.id, input.step)?.outcome) tx.finishStep(run.id, input.step, { outlet: input.outlet }, {}, now)
        return {}
      }),
    )
  }
}

/** What no token waits for. Each may be done again and changes nothing then. */
export function createDoChore(deps: ActivityDeps): RunActivities['doChore'] {
  const { store, clock } = deps
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guardedAlways(tx, input, (run) => {
        const { chore } = input
        switch (chore.type) {
          case 'report':
            tx.reportFailure(run, chore.failure, now)
            return {}
          case 'drop':
            dropWaits(deps, tx, run, chore.steps.filter((step) => tx.findWait(run.id, step)?.state === 'open'), now)
            for (const step of chore.steps) tx.dropStep(run.id, step, now)
            return {}
          default:
            return assertNever(chore)
        }
      }),
    )
  }
}
