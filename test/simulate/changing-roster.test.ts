import { expect, it } from 'vitest'
import { playChangingRoster } from './play-changing-roster'

it.each([1, 2])('R8 no lead is without somebody or with two people while reps leave, join, sleep and ignore and the engine dies, at any commit (seed %i)', { timeout: 240_000 }, async (seed) => {
  const { violations, unassigned, doubled, bugs, taken, leads, changes, crashes, handedOver } = await playChangingRoster({
    seed, leads: 150, days: 7, reps: 10, capacity: 20, turnover: { leaves: 4, joins: 4, away: 3, silent: 8 }, commitsBetweenCrashes: 120, looks: 'every-commit',
  })
  expect({ violations, unassigned, doubled, bugs, taken }).toEqual({ violations: [], unassigned: 0, doubled: 0, bugs: [], taken: leads })
  expect(Math.min(crashes, handedOver, ...Object.values(changes)), 'all of it took place').toBeGreaterThan(0)
})
