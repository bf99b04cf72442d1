import type { Concurrency } from '#engine/graph/flow'
import { buildFlow, minutes } from '../build-flow'
import { arrive, type Case, ended, expectEqual, lead, minute } from '../case'
import type { Driver } from '../drivers/driver'

const nap = buildFlow(
  { nap: ['wait', { duration: minutes(10) }], tell: ['notify', { to: ['assignee'], channels: ['email'] }], done: ended(), none: ended('rejected') },
  { 'nap.done': 'tell', 'tell.told': 'done', 'tell.failed': 'none' },
)
const napping = (concurrency: Concurrency) => ({ ...buildFlow({ nap: ['wait', { duration: minutes(10) }], done: ended() }, { 'nap.done': 'done' }), concurrency })

/** The same lead starts the flow again, as a person asks for it. */
const again = async (driver: Driver, key: string) => {
  await driver.world.startByHand(key, await driver.now())
  await driver.settle()
}

export const holds: Case[] = [
  {
    name: '12 a paused run keeps its place: what comes due happens when it is resumed, and its dates stay',
    flow: nap,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.world.steer('pause', await driver.now())
      await driver.advanceTo(start + 30 * minute)
      expectEqual(driver.world.see().steps, ['nap.1 → waiting'])
      await driver.world.steer('resume', await driver.now())
      await driver.settle()
    },
    expect: { state: 'done', steps: ['nap.1 → done', 'tell.1 → failed', 'none.1 → '] },
  },
  {
    name: '12 a paused run whose dates are shifted by the length of the pause',
    flow: nap,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 2 * minute)
      await driver.world.steer('pause', await driver.now())
      await driver.advanceTo(start + 30 * minute)
      await driver.world.steer('shift', await driver.now())
      await driver.advanceTo(start + 37 * minute)
      expectEqual(driver.world.see().steps, ['nap.1 → waiting'])
      await driver.advanceTo(start + 39 * minute)
    },
    expect: { state: 'done' },
  },
  {
    name: '12 an answer that comes while the run is paused is taken when it goes on',
    flow: buildFlow(
      { ask: ['route', { team: 'team' }], hold: ['await-ack', { window: minutes(10) }], mark: ['update-record', { changes: [{ field: 'lead.note', value: 'answered' }] }], yes: ended('accepted'), no: ended('rejected') },
      { 'ask.assigned': 'hold', 'ask.nobody': 'no', 'hold.acknowledged': 'mark', 'mark.done': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'no' },
    ),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.world.steer('pause', await driver.now())
      await driver.world.answer('have-it', await driver.now())
      await driver.advanceTo(start + 30 * minute)
      expectEqual(driver.world.db.$client.prepare('select note from leads').pluck().get(), null)
      await driver.world.steer('resume', await driver.now())
      await driver.settle()
    },
    expect: { endReason: 'accepted', steps: ['ask.1 → assigned', 'hold.1 → acknowledged', 'mark.1 → done', 'yes.1 → '] },
  },
  {
    name: 'a stopped run ends with that reason, at a wait, and nothing of it happens any more',
    flow: nap,
    play: async (driver, start) => {
      await arrive(driver)
      await driver.world.steer('cancel', await driver.now())
      await driver.advanceTo(start + 30 * minute)
    },
    expect: { state: 'done', endReason: 'cancelled' },
    check: (world) => expectEqual(world.db.$client.prepare(`select count(*) from waits where state = 'open'`).pluck().get(), 0),
  },
  {
    name: 'a paused run can be stopped',
    flow: nap,
    play: async (driver) => {
      await arrive(driver)
      await driver.world.steer('pause', await driver.now())
      await driver.world.steer('cancel', await driver.now())
      await driver.settle()
    },
    expect: { state: 'done', endReason: 'cancelled' },
  },
  {
    name: '20 a second run on the same record waits until the first has ended',
    flow: napping('queue'),
    play: async (driver, start) => {
      await arrive(driver, lead)
      await again(driver, 'second')
      expectEqual(driver.world.see(1).state, 'queued')
      await driver.advanceTo(start + 11 * minute)
      expectEqual([driver.world.see(0).state, driver.world.see(1).state], ['done', 'waiting'])
      await driver.advanceTo(start + 25 * minute)
    },
    expect: { state: 'done' },
    check: (world) => expectEqual(world.see(1).endReason, 'completed'),
  },
  {
    name: '20 a second run on the same record is dropped, and that can be seen',
    flow: napping('drop'),
    play: async (driver) => {
      await arrive(driver, lead)
      await again(driver, 'second')
    },
    check: (world) => expectEqual([world.see(0).state, world.see(1).state, world.see(1).endReason], ['waiting', 'done', 'dropped']),
  },
  {
    name: '20 a second run on the same record replaces the first',
    flow: napping('replace'),
    play: async (driver, start) => {
      await arrive(driver, lead)
      await again(driver, 'second')
      await driver.advanceTo(start + 12 * minute)
    },
    expect: { state: 'done', endReason: 'superseded' },
    check: (world) => expectEqual(world.see(1).endReason, 'completed'),
  },
  {
    name: '20 two runs on the same record beside one another',
    flow: napping('allow'),
    play: async (driver) => {
      await arrive(driver, lead)
      await again(driver, 'second')
    },
    check: (world) => expectEqual([world.see(0).state, world.see(1).state], ['waiting', 'waiting']),
  },
  {
    name: '12 a paused run keeps its slot: the one behind it goes on waiting',
    flow: napping('queue'),
    play: async (driver, start) => {
      await arrive(driver, lead)
      await again(driver, 'second')
      await driver.world.steer('pause', await driver.now())
      await driver.advanceTo(start + 30 * minute)
      expectEqual([driver.world.see(0).state, driver.world.see(1).state], ['waiting', 'queued'])
      await driver.world.steer('resume', await driver.now())
      await driver.settle()
      expectEqual([driver.world.see(0).state, driver.world.see(1).state], ['done', 'waiting'])
    },
  },
]
