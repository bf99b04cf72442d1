import { expect, it } from 'vitest'
import { runLeadJourney } from './lead-journey'

it('brings sixty leads, each sent three times, to somebody who has them, and tells each person once', { timeout: 400_000 }, async () => {
  const { violations, places, accepted } = await runLeadJourney({ leads: 60, reps: 8, capacity: 10, windowSeconds: 8, seed: 7 })
  expect(violations).toEqual([])
  expect(accepted).toBe(180)
  expect(places.acknowledged + places['in-queue'] + places['on-call']).toBe(60)
})
