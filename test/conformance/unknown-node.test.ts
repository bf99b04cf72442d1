import { afterEach, expect, it } from 'vitest'
import { buildFlow, minutes } from './build-flow'
import { startTemporalWorld, type TemporalDriver } from './drivers/temporal-driver'

let driver: TemporalDriver | undefined
afterEach(() => driver?.stop())

it('15 a step whose node the worker does not know waits, visibly, and goes on when a worker knows it', { timeout: 120_000 }, async () => {
  driver = await startTemporalWorld(Date.now(), { maxHistoryEvents: 40 })
  const { world } = driver
  await world.publish(
    buildFlow(
      { nap: ['wait', { duration: minutes(5) }], keep: ['set', { values: [{ name: 'x', value: '1' }] }], call: ['http-request', { url: 'https://test.invalid/' }], hear: ['await-event', { window: minutes(5) }], stop: ['end', {}] },
      { 'nap.done': 'keep', 'keep.next': 'call', 'call.done': 'hear', 'call.refused': 'stop', 'call.failed': 'stop', 'hear.a': 'stop', 'hear.timedOut': 'stop' },
    ),
  )
  const start = await driver.now()
  await world.receive({ name: 'Zoë' }, { id: 'event', now: start })
  await driver.settle()

  for (const [missing, standing] of [['set', 'keep.1 → held'], ['http-request', 'call.1 → held'], ['await-event', 'hear.1 → held']] as const) {
    await driver.restart({ without: [missing] })
    await driver.advanceTo((await driver.now()) + 6 * 60_000)
    const seen = world.see()
    expect(seen.steps.at(-1)).toBe(standing)
    expect(seen.state).not.toBe('failed')
    expect(seen.work).toContain('node-missing')
  }
  await driver.restart({})
  await driver.advanceTo((await driver.now()) + 10 * 60_000)
  expect(world.see()).toMatchObject({ state: 'done', endReason: 'completed' })
  // Nobody is asked to install anything any more.
  expect(world.see().work).toEqual([])
  expect(world.see().steps).toEqual(['nap.1 → done', 'keep.1 → next', 'call.1 → done', 'hear.1 → timedOut', 'stop.1 → '])
})
