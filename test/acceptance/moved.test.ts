import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { runSteps, runs, waits } from '#server/db/schema'
import { previewSteering, steerMany } from '#server/runs/steer-many'
import { buildFlow } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { drivers, wednesday } from './drivers'

/* B6: a running sequence is changed: a newer version is published, and who is under way goes on by it, in the simulator and on the real Temporal. */

const hour = 3_600_000
const day = 24 * hour
const actor = { kind: 'system' as const, id: 'test' }

describe.each(drivers)('on %s', (_name, start) => {
  let driver: Driver
  beforeEach(async () => {
    driver = await start(wednesday)
  })
  afterEach(() => driver.stop())

  const db = () => driver.world.db
  const subjects = () => driver.world.sent.flatMap(({ request }) => (request.channel === 'email' ? request.subject : []))
  const ends = () => db().select({ state: runs.state, endReason: runs.endReason, generation: runs.generation }).from(runs).orderBy(asc(runs.id)).all().map(({ state, endReason, generation }) => [endReason ?? state, generation])
  const steps = () => db().select({ nodeId: runSteps.nodeId, visit: runSteps.visit, outlet: runSteps.outlet }).from(runSteps).orderBy(asc(runSteps.startedAt)).all().map(({ nodeId, visit, outlet }) => `${nodeId}.${visit} ${outlet}`)
  const letter = (subject: string, use = 20) => ['send-message', { purpose: 'marketing', sender: 'workspace', subject, useFor: { amount: use, unit: 'd' } }] as [string, Record<string, unknown>]
  const waitFor = (amount: number) => ['wait', { duration: { amount, unit: 'd' } }] as [string, Record<string, unknown>]
  const ends2 = { done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] } as Record<string, [string, Record<string, unknown>]>
  const sends = (from: string, next: string) => ({ [`${from}.sent`]: next, [`${from}.refused`]: 'no', [`${from}.expired`]: 'no', [`${from}.failed`]: 'no' })

  const old = () => buildFlow({ first: letter('One'), gap: waitFor(3), second: letter('Two'), ...ends2 }, { ...sends('first', 'gap'), 'gap.done': 'second', ...sends('second', 'done') })
  /** The second letter has other words, the gap is longer, and a third letter follows. */
  const newer = () => buildFlow(
    { first: letter('One, new'), gap: waitFor(10), second: letter('Two, new'), rest: waitFor(2), third: letter('Three'), ...ends2 },
    { ...sends('first', 'gap'), 'gap.done': 'second', ...sends('second', 'rest'), 'rest.done': 'third', ...sends('third', 'done') },
  )
  async function arrive(name: string): Promise<void> {
    const now = await driver.now()
    await driver.world.receive({ name, email: `${name}@test.example`, score: name.length, consent: [{ channel: 'email', purpose: 'marketing', textVersion: 'v1' }] } as never, { id: name, now })
    await driver.settle()
  }
  async function pass(ms: number): Promise<void> {
    await driver.advanceTo((await driver.now()) + ms)
  }
  async function move(): Promise<number> {
    const now = await driver.now()
    const changed = await steerMany(db(), driver.world.writer, { many: {}, act: 'move', actor }, () => now)
    await driver.settle()
    return changed
  }
  const preview = () => previewSteering(db(), {}, 'move')
  const publish = async (flow: FlowDocument) => void (await driver.world.publish({ ...flow, name: 'Case' }))

  it('who waits goes on waiting until the day that was said, and everything after it is as the new version says', async () => {
    await publish(old())
    await arrive('ada')
    await pass(day)
    const due = db().select({ dueAt: waits.dueAt }).from(waits).all()
    await publish(newer())
    expect(preview()).toMatchObject({ runs: 1, stay: {} })
    expect([await move(), await move()]).toEqual([1, 0])
    expect(db().select({ dueAt: waits.dueAt }).from(waits).all()).toEqual(due)
    await pass(2 * day + hour)
    expect(subjects()).toEqual(['One', 'Two, new'])
    await pass(5 * day)
    expect([subjects(), ends()]).toEqual([['One', 'Two, new', 'Three'], [['completed', 2]]])
    expect(steps()).toEqual(['first.1 sent', 'gap.1 done', 'second.1 sent', 'rest.1 done', 'third.1 sent', 'done.1 '])
  })

  it('a letter that is held until the morning goes once, with the new words', async () => {
    await publish(old())
    // 23:00 in Berlin.
    await driver.advanceTo(wednesday + 13 * hour)
    await arrive('ada')
    await publish(newer())
    expect([preview().waiting, await move()]).toEqual([1, 1])
    await pass(day)
    expect(subjects()).toEqual(['One, new'])
    expect(ends()).toEqual([['waiting', 2]])
  })

  it('moved, and then all is lost: it goes on by the new version, and nothing goes twice', async () => {
    await publish(old())
    await arrive('ada')
    await pass(day)
    await publish(newer())
    await move()
    await driver.whileAllIsLost((await driver.now()) + day)
    await pass(10 * day)
    expect([subjects(), ends()]).toEqual([['One', 'Two, new', 'Three'], [['completed', 3]]])
  })

  it('who stands where the new version has no place stays with the old one, and is told why', async () => {
    await publish(old())
    await arrive('ada')
    await pass(hour)
    await publish(buildFlow({ first: letter('One'), second: letter('Two, at once'), ...ends2 }, { ...sends('first', 'second'), ...sends('second', 'done') }))
    expect(preview()).toMatchObject({ runs: 0, stay: { gone: 1 } })
    expect(await move()).toBe(0)
    await pass(4 * day)
    expect([subjects(), ends()]).toEqual([['One', 'Two'], [['completed', 1]]])
  })

  it('who has gone a way since the last wait that leads elsewhere now stays', async () => {
    const night = ['wait', { duration: { amount: 13, unit: 'h' } }] as [string, Record<string, unknown>]
    await publish(buildFlow({ gap: night, second: letter('Two'), ...ends2 }, { 'gap.done': 'second', ...sends('second', 'done') }))
    await arrive('ada')
    // The wait is over at 23:00, and the letter held until the morning; now another one would have come before it.
    await pass(14 * hour)
    await publish(buildFlow({ gap: night, more: letter('More'), second: letter('Two, new'), ...ends2 }, { 'gap.done': 'more', ...sends('more', 'second'), ...sends('second', 'done') }))
    expect(preview()).toMatchObject({ runs: 0, stay: { way: 1 } })
    expect(await move()).toBe(0)
    await pass(day)
    expect([subjects(), ends()]).toEqual([['Two'], [['completed', 1]]])
  })
})
