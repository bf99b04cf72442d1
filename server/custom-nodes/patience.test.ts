import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createPatience } from './patience'

it('is over for what works without end', () => {
  const patience = createPatience(200)
  expect(patience.isOver()).toBe(false)
  while (!patience.isOver()) Math.sqrt(Math.random())
  expect(patience.nextMs()).toBeGreaterThan(0)
})

it('lasts longer for what does not get to work, and not for ever', async () => {
  const limitMs = 400
  const began = performance.now()
  const patience = createPatience(limitMs)
  await sleep(limitMs + 20)
  // This process has slept: it has not worked for most of its limit.
  if (performance.now() - began < limitMs * 5) expect(patience.isOver()).toBe(false)
  await sleep(limitMs * 4)
  expect(patience.isOver()).toBe(true)
})
