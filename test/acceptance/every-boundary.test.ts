import { asc, eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { sayConsent } from '#server/consent/say-consent'
import { contacts, effects, runs, touches } from '#server/db/schema'
import { welcome } from '#templates/welcome/template'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { wednesday } from './drivers'

/* INV5, INV6: at each instant at which the whole welcome does something, and a millisecond before and after it, the person says no, or a colleague calls. */

/** The welcome begins once it has been quiet about a lead for so long. */
const settleMs = 10_000
const day = 24 * 3_600_000

async function begin(): Promise<Driver> {
  const driver = await startSimulatorDriver(wednesday)
  await driver.world.publish({ ...welcome.build('standard', {}, { eagerBy: 'email' }), name: 'Case' })
  await driver.world.receive({ name: 'Ada', email: 'ada@test.example', score: 51 } as never, { id: 'one', now: wednesday })
  await driver.settle()
  return driver
}

/** When its steps begin and end, when its waits are over and its letters go, as long as nothing happens. */
async function findBoundaries(): Promise<number[]> {
  const driver = await begin()
  await driver.advanceTo(wednesday + 40 * day)
  const instants = driver.world.db.$client
    .prepare('select started_at as at from run_steps union select ended_at from run_steps union select due_at from waits union select at from touches order by 1')
    .pluck()
    .all() as (number | null)[]
  await driver.stop()
  const boundaries = instants.flatMap((at) => (at !== null && at > wednesday ? [at] : []))
  expect(boundaries).toHaveLength(7)
  // And in the middle of each wait.
  return boundaries.flatMap((at, index) => [Math.round((at + (boundaries[index - 1] ?? wednesday)) / 2), at])
}

/** Brings the world there: just before what is due at `at`, after all of it, or between, when all that is due finds what `act` has done. */
async function actAt(driver: Driver, at: number, offset: -1 | 0 | 1, act: (now: number) => Promise<unknown>): Promise<number> {
  if (offset === 0) {
    await driver.advanceTo(at - 1)
    await driver.whileEngineIsLate(at, async (now) => void (await act(now)))
  } else {
    await driver.advanceTo(at + offset)
    await act(at + offset)
    await driver.settle()
  }
  return at + offset
}

const touchesOf = ({ world: { db } }: Driver, by: 'flow' | 'colleague') => db.select({ at: touches.at }).from(touches).where(eq(touches.by, by)).orderBy(asc(touches.at)).all().map(({ at }) => at)
const endOf = ({ world: { db } }: Driver) => db.select({ state: runs.state, endReason: runs.endReason }).from(runs).all()
const openMessages = ({ world: { db } }: Driver) => db.select({ state: effects.state }).from(effects).where(sql`${effects.state} in ('claimed', 'held', 'sending') and ${effects.contactId} is not null`).all()

const offsets = [-1, 0, 1] as const

it('whenever a person says no, nothing begins to be sent to them from that commit on, and the run ends with that reason', { timeout: 300_000 }, async () => {
  const boundaries = await findBoundaries()
  for (const at of boundaries) {
    for (const offset of offsets) {
      const driver = await begin()
      const { db, writer } = driver.world
      const contactId = db.select({ id: contacts.id }).from(contacts).get()?.id ?? ''
      const saidAt = await actAt(driver, at, offset, (now) =>
        writer.write((tx) => {
          for (const channel of ['email', 'sms'] as const) for (const purpose of ['inquiry', 'marketing'] as const) sayConsent(tx, { contactId, channel, purpose, state: 'withdrawn', at: now, source: 'phone', actor: { kind: 'person', id: 'test' } }, now)
        }),
      )
      const before = touchesOf(driver, 'flow')
      await driver.advanceTo(wednesday + 40 * day)
      const where = `no at ${new Date(at).toISOString()} ${offset} ms`
      expect(touchesOf(driver, 'flow'), where).toEqual(before)
      expect(before.filter((each) => (offset === 1 ? each > saidAt : each >= saidAt)), where).toEqual([])
      expect([openMessages(driver), endOf(driver).map(({ state }) => state)], where).toEqual([[], ['done']])
      if (at < Math.max(...boundaries)) expect(endOf(driver)[0]?.endReason, where).toMatch(at + offset <= wednesday + settleMs ? /^no-consent$/ : /^consent-withdrawn$/)
      await driver.stop()
    }
  }
})

it('whenever a colleague calls, no letter begins within three working days of it, and the run still comes to its end', { timeout: 300_000 }, async () => {
  const boundaries = await findBoundaries()
  for (const at of boundaries) {
    for (const offset of offsets) {
      const driver = await begin()
      const calledAt = await actAt(driver, at, offset, (now) => driver.world.event('call.logged', { minutes: 3 }, { id: 'call', now }))
      await driver.advanceTo(wednesday + 75 * day)
      const where = `a call at ${new Date(at).toISOString()} ${offset} ms`
      expect(touchesOf(driver, 'colleague'), where).toEqual([calledAt])
      // Three working days of eight hours are never less than two days and sixteen hours on the clock.
      expect(touchesOf(driver, 'flow').filter((each) => each >= calledAt + (offset === 1 ? 1 : 0) && each < calledAt + 2 * day + day * (2 / 3)), where).toEqual([])
      expect([openMessages(driver), endOf(driver).map(({ state }) => state)], where).toEqual([[], ['done']])
      await driver.stop()
    }
  }
})
