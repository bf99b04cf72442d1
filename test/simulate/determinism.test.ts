import { expect, it } from 'vitest'
import { playSmall } from './small-simulation'

it('B5 gives the same trace to the last byte for the same seed, and another one for another', async () => {
  const failing = { email: [{ fails: 0.1, retries: 0.1, timesOutAfterAccept: 0.05, seconds: 3 }] }
  const first = await playSmall({ seed: 7, providers: failing })
  const again = await playSmall({ seed: 7, providers: failing })
  const other = await playSmall({ seed: 8, providers: failing })
  expect(first.entries.length).toBeGreaterThan(200)
  expect(again.hash).toBe(first.hash)
  expect(other.hash).not.toBe(first.hash)
  for (const { simulation } of [first, again, other]) simulation.close()
})

it('moves its clock only when it is told to', async () => {
  const { simulation } = await playSmall({ leads: 3, days: 1 })
  const { now, settle } = simulation
  const before = now()
  await new Promise((resolve) => setTimeout(resolve, 30))
  await settle()
  expect(now()).toBe(before)
  simulation.close()
})
