import { expect, it } from 'vitest'
import { createActivities } from '#engine/activities/create-activities'
import { initialState } from '#engine/advance/state'
import { standardLimits } from '#engine/activities/activity-deps'
import type { Delivery, Nature } from '#engine/providers'
import { createRunStore } from '#server/runs/run-store'
import { buildFlow, minutes } from './build-flow'
import { createWorld } from './world'

/** One step that tells a rep by a mail server that takes its time. */
async function begin(nature?: Nature) {
  const clock = { at: Date.now() }
  let answer: (delivery: Delivery) => void = () => undefined
  const world = createWorld({ now: clock.at, isGrouped: false })
  await world.publish(
    buildFlow(
      { ask: ['route', { team: 'team' }], tell: ['notify', { to: ['assignee'], channels: ['email'] }], hold: ['await-ack', { window: minutes(10) }], end: ['end', {}] },
      { 'ask.assigned': 'tell', 'ask.nobody': 'end', 'tell.told': 'hold', 'tell.failed': 'end', 'hold.acknowledged': 'end', 'hold.timedOut': 'end', 'hold.passedOn': 'end' },
    ),
  )
  await world.receive({ name: 'Zoë', territory: 'west' }, { id: 'event', now: clock.at })
  const runId = world.db.$client.prepare('select id from runs').pluck().get() as string
  const keys: string[] = []
  const slow = (_request: unknown, { key }: { key: string }) => new Promise<Delivery>((resolve) => {
    keys.push(key)
    answer = resolve
  })
  const activities = createActivities({
    store: createRunStore({ ...world, publicUrl: 'http://test.invalid' }), handlers: world.handlers, providers: { email: nature ? Object.assign(slow, { nature: () => nature }) : slow, sms: slow, webhook: slow, slack: slow, http: slow },
    clock: { now: () => clock.at, sleep: () => Promise.resolve() }, limits: standardLimits, report: () => undefined,
  })
  const caller = { runId, generation: 1 }
  await activities.decide({ ...caller, step: { nodeId: 'ask', visit: 1 } })
  const tell = { ...caller, step: { nodeId: 'tell', visit: 1 } }
  const first = activities.call(tell)
  await new Promise((resolve) => setImmediate(resolve))
  expect(world.see().effects).toEqual(['tell.1 email ann sending'])
  return { world, keys, clock, activities, caller, tell, first, answer: (delivery: Delivery) => answer(delivery) }
}

it('a provider’s answer after the lease clears up what was doubtful, and asks nobody any more', async () => {
  const { world, clock, activities, tell, first, answer } = await begin()
  clock.at += standardLimits.leaseMs - 1
  expect(await activities.call(tell)).toMatchObject({ retryAt: clock.at + 1 })
  clock.at += 2
  expect(await activities.call(tell)).toMatchObject({ outcome: { outlet: 'told' } })
  expect([world.see().effects, world.see().work]).toEqual([['tell.1 email ann unknown'], ['effect-unknown']])

  answer({ state: 'done' })
  expect(await first).toMatchObject({ outcome: { outlet: 'told' } })
  expect([world.see().effects, world.see().work]).toEqual([['tell.1 email ann done'], []])
})

it('a message that the provider puts off after its run has ended is given up: nobody would come back to it', async () => {
  const { world, activities, caller, first, answer } = await begin()
  await activities.endRun({ ...caller, ending: { reason: 'accepted' }, snapshot: initialState() })
  answer({ state: 'retry', reason: 'Busy.' })
  expect(await first).toEqual({ stale: true })
  expect(world.see().effects).toEqual(['tell.1 email ann cancelled'])
})

it('what the other side drops when it comes twice is sent again with its key, and nobody is asked', async () => {
  const { world, keys, clock, activities, tell, answer } = await begin('idempotent')
  clock.at += standardLimits.leaseMs + 1
  const second = activities.call(tell)
  await new Promise((resolve) => setImmediate(resolve))
  expect([keys.length, new Set(keys).size]).toEqual([2, 1])
  answer({ state: 'unknown', reason: 'No answer.' })
  expect(await second).toEqual({ retryAt: expect.any(Number), inboxSeq: expect.any(Number) })
  expect([world.see().effects, world.see().work]).toEqual([['tell.1 email ann claimed'], []])
})

it('but once its run is over, a person finds out', async () => {
  const { world, activities, caller, first, answer } = await begin('idempotent')
  await activities.endRun({ ...caller, ending: { reason: 'accepted' }, snapshot: initialState() })
  answer({ state: 'unknown', reason: 'No answer.' })
  await first
  expect([world.see().effects, world.see().work]).toEqual([['tell.1 email ann unknown'], ['effect-unknown']])
})
