import { afterEach, describe, expect, it } from 'vitest'
import { cases } from './cases'
import type { Driver, StartDriver } from './drivers/driver'
import { startSimulatorDriver } from './drivers/simulator-driver'
import { startTemporalWorld } from './drivers/temporal-driver'

/** Runs continue as new after so few events: every case does it, and none may notice. */
const maxHistoryEvents = 40
const drivers: Record<string, (startAt: number, isLarge: boolean) => ReturnType<StartDriver>> = {
  simulator: (startAt) => startSimulatorDriver(startAt),
  Temporal: (startAt, isLarge) => startTemporalWorld(startAt, isLarge ? { cached: 10, maxHistoryEvents: 2_000 } : { maxHistoryEvents }),
}
let driver: Driver | undefined

afterEach(async () => {
  await driver?.stop()
  driver = undefined
})

describe.each(Object.keys(drivers))('%s', (name) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, { flow, startAt, isLarge, play, expect: wanted, check }) => {
    driver = await (drivers[name] as (typeof drivers)[string])(startAt ? Date.parse(startAt) : Date.now(), isLarge ?? false)
    await driver.world.publish(typeof flow === 'function' ? await flow(driver.world) : flow)
    await play(driver, await driver.now())
    const seen = driver.world.see()
    for (const [key, value] of Object.entries(wanted ?? {})) expect(seen[key as keyof typeof seen], `${key} of ${JSON.stringify(seen).slice(0, 2_000)}`).toEqual(value)
    check?.(driver.world)
    // The large ones take minutes on a machine that has much else to do; this only ends what hangs.
  }, 900_000)
})
