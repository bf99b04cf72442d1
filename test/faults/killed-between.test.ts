import { expect, it } from 'vitest'
import { runKilledBetween } from './killed-between'

it('goes one way only when the worker is killed between a branch, the change of what it reads, and the end of the task', { timeout: 400_000 }, async () => {
  expect(await runKilledBetween()).toEqual([])
})
