import { buildFlow, minutes, startedBy } from '../build-flow'
import { arrive, type Case, ended, expectEqual, minute } from '../case'

const bad: [string, Record<string, unknown>] = ['update-record', { changes: [{ field: 'lead.score', value: 'much' }] }]

/** A flow that nothing but another flow starts. */
const child = (...args: Parameters<typeof buildFlow>) => ({ ...startedBy('manual-trigger', buildFlow(...args)), name: 'Child' })

const parent = (flow: string, more: Record<string, unknown> = {}) =>
  buildFlow(
    { sub: ['sub-flow', { flow, limit: minutes(30), ...more }], yes: ended('accepted'), no: ended('rejected'), late: ended('queued') },
    more.waits === false ? { 'sub.done': 'yes', 'sub.error': 'no' } : { 'sub.done': 'yes', 'sub.failed': 'no', 'sub.timedOut': 'late' },
  )

/** The parent without the ends that its ways do not lead to. */
const goesOn = (flow: string) => buildFlow({ sub: ['sub-flow', { flow, waits: false }], yes: ended('accepted') }, { 'sub.done': 'yes' })

export const flows: Case[] = [
  {
    name: 'a sub-flow: the run waits for its end and goes on',
    flow: async (world) => parent((await world.publishOther(child({ nap: ['wait', { duration: minutes(5) }], done: ended() }, { 'nap.done': 'done' }))).flowId),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 6 * minute)
    },
    expect: { steps: ['sub.1 → done', 'yes.1 → '], endReason: 'accepted' },
    check: (world) => expectEqual([world.see(1).endReason, world.see(2).state], ['completed', 'none']),
  },
  {
    name: 'a sub-flow that fails: its own way out, and its own work item',
    flow: async (world) => parent((await world.publishOther(child({ bad, done: ended() }, { 'bad.done': 'done' }))).flowId),
    play: (driver) => arrive(driver),
    expect: { steps: ['sub.1 → failed', 'no.1 → '], endReason: 'rejected', work: [] },
    check: (world) => expectEqual([world.see(1).state, world.see(1).work], ['failed', ['run-failed']]),
  },
  {
    name: 'a sub-flow that takes too long: the run goes on, and so does the sub-flow',
    flow: async (world) => parent((await world.publishOther(child({ nap: ['wait', { duration: minutes(50) }], done: ended() }, { 'nap.done': 'done' }))).flowId),
    play: async (driver, start) => {
      await arrive(driver)
      await driver.advanceTo(start + 31 * minute)
      expectEqual(driver.world.see(1).state, 'waiting')
      await driver.advanceTo(start + 51 * minute)
    },
    expect: { steps: ['sub.1 → timedOut', 'late.1 → '], endReason: 'queued' },
    check: (world) => expectEqual(world.see(1).endReason, 'completed'),
  },
  {
    name: 'a sub-flow that nobody waits for',
    flow: async (world) => goesOn((await world.publishOther(child({ nap: ['wait', { duration: minutes(5) }], done: ended() }, { 'nap.done': 'done' }))).flowId),
    play: async (driver, start) => {
      await arrive(driver)
      expectEqual(driver.world.see().state, 'done')
      await driver.advanceTo(start + 6 * minute)
    },
    expect: { endReason: 'accepted' },
    check: (world) => expectEqual(world.see(1).endReason, 'completed'),
  },
  {
    name: 'a run that is stopped stops the sub-flow that it waits for',
    flow: async (world) => parent((await world.publishOther(child({ nap: ['wait', { duration: minutes(5) }], done: ended() }, { 'nap.done': 'done' }))).flowId),
    play: async (driver) => {
      await arrive(driver)
      await driver.world.steer('cancel', await driver.now())
      await driver.settle()
    },
    expect: { endReason: 'cancelled' },
    check: (world) => expectEqual(world.see(1).endReason, 'cancelled'),
  },
]
