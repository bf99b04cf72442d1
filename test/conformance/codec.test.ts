import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { buildFlow, minutes } from './build-flow'
import { startTemporalWorld, type TemporalDriver } from './drivers/temporal-driver'

let driver: TemporalDriver | undefined
afterEach(() => driver?.stop())

const flow = buildFlow({ slumber: ['wait', { duration: minutes(5) }], stop: ['end', {}] }, { 'slumber.done': 'stop' })
const runIdOf = ({ world }: TemporalDriver) => world.db.$client.prepare('select id from runs').pluck().get() as string

it('with a key, Temporal keeps nothing of a run that can be read; a wrong key makes it wait, and nothing is lost', { timeout: 120_000 }, async () => {
  const key = randomBytes(32)
  driver = await startTemporalWorld(Date.now(), { keys: [key] })
  await driver.world.publish(flow)
  const start = await driver.now()
  await driver.world.receive({ name: 'Zoë' }, { id: 'event', now: start })
  await driver.settle()
  const kept = await driver.rawHistory(runIdOf(driver))
  // Long words: three letters come up by chance in what is encrypted.
  for (const word of ['slumber', 'generation', 'steps', 'snapshot']) expect(Buffer.from(kept).toString()).not.toContain(word)
  expect(kept).not.toContain(Buffer.from('{"runId"').toString('base64').slice(0, 10))

  await driver.restart({ keys: [randomBytes(32)] })
  await driver.passTime(6 * 60_000)
  await sleep(3_000)
  expect(driver.world.see()).toMatchObject({ state: 'waiting', steps: ['slumber.1 → waiting'] })

  await driver.restart({ keys: [randomBytes(32), key] })
  await driver.settle()
  expect(driver.world.see()).toMatchObject({ state: 'done', endReason: 'completed', steps: ['slumber.1 → done', 'stop.1 → '] })
})

it('without a key it can be read: the test above looks at the right place', async () => {
  driver = await startTemporalWorld(Date.now())
  await driver.world.publish(flow)
  await driver.world.receive({ name: 'Zoë' }, { id: 'event', now: await driver.now() })
  await driver.settle()
  expect(await driver.rawHistory(runIdOf(driver))).toContain(Buffer.from('{"runId"').toString('base64').slice(0, 10))
})
