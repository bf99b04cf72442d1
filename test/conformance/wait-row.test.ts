import { afterEach, beforeEach, expect, it } from 'vitest'
import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import { standardLimits } from '#engine/activities/activity-deps'
import type { RunActivities } from '#engine/activities/answers'
import { createActivities } from '#engine/activities/create-activities'
import { initialState } from '#engine/advance/state'
import { answerWaits } from '#server/runs/answer-waits'
import { createRunStore } from '#server/runs/run-store'
import { buildFlow, minutes } from './build-flow'
import { createWorld, type World } from './world'

/* The row of a wait decides between an answer and the time, in whatever order the run hears of them. */

let now: number
let world: World
let activities: RunActivities
let key: string
const hold = { step: { nodeId: 'hold', visit: 1 }, generation: 1, runId: '' }

beforeEach(async () => {
  now = Date.now()
  world = createWorld({ now, isGrouped: false })
  await world.publish(
    buildFlow({ hold: ['await-ack', { window: minutes(10) }], yes: ['end', { reason: 'accepted' }], no: ['end', { reason: 'rejected' }] }, { 'hold.acknowledged': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'no' }),
  )
  await world.receive({ name: 'Zoë' }, { id: 'event', now })
  const run = world.db.$client.prepare('select id, subject_id as lead from runs').get() as { id: string; lead: string }
  hold.runId = run.id
  key = acknowledgementKey({ type: 'lead', id: run.lead })
  activities = createActivities({ store: createRunStore({ ...world, publicUrl: 'http://test.invalid' }), handlers: world.handlers, providers: world.providers, clock: { now: () => now, sleep: () => Promise.resolve() }, limits: standardLimits, report: () => undefined })
  await activities.openWait({ ...hold, snapshot: initialState() })
})
afterEach(() => void world.db.$client.close())

const answer = () => world.writer.write((tx) => answerWaits(tx, key, { outlet: 'acknowledged' }, now))
const row = () => world.db.$client.prepare('select state, outlet from waits').get()

it('answered first: the timer that comes after it follows the answer', async () => {
  now += 11 * 60_000
  expect(await answer()).toBe(1)
  expect(await activities.closeWait(hold)).toMatchObject({ outcome: { outlet: 'acknowledged' } })
  expect(row()).toEqual({ state: 'answered', outlet: 'acknowledged' })
  expect(world.see().steps).toEqual(['hold.1 → acknowledged'])
})

it('closed first: an answer that comes after it finds nothing open', async () => {
  now += 11 * 60_000
  expect(await activities.closeWait(hold)).toMatchObject({ outcome: { outlet: 'timedOut' } })
  expect(await answer()).toBe(0)
  expect(row()).toEqual({ state: 'timed-out', outlet: 'timedOut' })
})

it('asked twice, it decides once', async () => {
  now += 11 * 60_000
  await activities.closeWait(hold)
  expect(await activities.closeWait(hold)).toMatchObject({ outcome: { outlet: 'timedOut' } })
  expect(await activities.openWait({ ...hold, snapshot: initialState() })).toMatchObject({ outcome: { outlet: 'timedOut' } })
})
