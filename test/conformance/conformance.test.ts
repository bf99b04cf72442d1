import { afterEach, describe, expect, it } from 'vitest'
import { cases } from './cases'
import type { Driver, StartDriver } from './drivers/driver'
import { startSimulatorDriver } from './drivers/simulator-driver'
import { startTemporalDriver } from './drivers/temporal-driver'

const drivers: Record<string, StartDriver> = { simulator: startSimulatorDriver, Temporal: startTemporalDriver }
let driver: Driver | undefined

afterEach(async () => {
  await driver?.stop()
  driver = undefined
})

describe.each(Object.keys(drivers))('%s', (name) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, { flow, startAt, play, expect: wanted, check }) => {
    driver = await (drivers[name] as StartDriver)(startAt ? Date.parse(startAt) : Date.now())
    await driver.world.publish(flow)
    await play(driver, await driver.now())
    const seen = driver.world.see()
    for (const [key, value] of Object.entries(wanted ?? {})) expect(seen[key as keyof typeof seen], `${key} of ${JSON.stringify(seen)}`).toEqual(value)
    check?.(driver.world)
  })
})
