import { expect, it } from 'vitest'
import { playSequences } from './play-sequences'

it('Q7, INV5–INV7: the welcome beside routing reaches nobody who has not agreed, at no wrong hour, not twice, and every run ends with a reason', { timeout: 240_000 }, async () => {
  const result = await playSequences({ seed: 1, leads: 80, days: 5, reps: 8, capacity: 40, commitsBetweenCrashes: 300 })
  const { breaches, bugs, doubled, stopped, nameless, broken, ended, sent, crashes, withdrawals, conflicts } = result
  expect({ breaches, bugs, doubled, stopped, nameless, delivered: conflicts.delivered }).toEqual({ breaches: [], bugs: [], doubled: 0, stopped: 0, nameless: 0, delivered: 0 })
  expect(broken / ended).toBeLessThanOrEqual(0.019)
  // The world has something in it to go wrong.
  expect([sent > 200, crashes > 3, withdrawals > 3]).toEqual([true, true, true])
})
