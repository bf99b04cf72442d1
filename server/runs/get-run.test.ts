import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import type { Driver } from '#test/conformance/drivers/driver'
import { startSimulatorDriver } from '#test/conformance/drivers/simulator-driver'
import { createTestApp } from '#test/harness/app/create-test-app'
import { getRun } from './get-run'
import { listRuns } from './list-runs'

const monday = Date.parse('2026-03-02T08:00:00Z')
const minute = 60_000
const done: [string, { reason: string }] = ['end', { reason: 'completed' }]
const nap = (over: Partial<FlowDocument> = {}): FlowDocument => ({ ...buildFlow({ nap: ['wait', { duration: minutes(5) }], done }, { 'nap.done': 'done' }), ...over })

let driver: Driver
beforeEach(async () => {
  driver = await startSimulatorDriver(monday)
})
afterEach(() => driver.stop())

const runIds = () => driver.world.db.$client.prepare('select id from runs order by id').pluck().all() as string[]
const show = (index = 0, now = monday) => getRun(driver.world.db, runIds()[index] ?? '', now)
const listed = () => listRuns(driver.world.db, { view: 'all' }).rows

async function begin(flow: FlowDocument): Promise<void> {
  await driver.world.publish(flow)
  await driver.world.receive({ name: 'Zoë', 'more.x': 1 }, { id: '1', now: monday })
  await driver.settle()
}

describe('a run that is held', () => {
  it('says since when and by whom it is paused, until it goes on', async () => {
    await begin(nap())
    const { call, imports } = await createTestApp(driver.world, { now: () => monday + minute })
    expect((await call(`/api/runs/${show().id}/pause`, { method: 'POST' })).status).toBe(200)
    expect(show()).toMatchObject({ hold: 'paused', pausedAt: monday + minute, heldBy: { at: monday + minute, person: 'Owner', run: null } })
    expect(listed()[0]).toMatchObject({ hold: 'paused' })
    await call(`/api/runs/${show().id}/resume`, { json: { dates: 'keep' } })
    expect(show()).toMatchObject({ hold: null, heldBy: null })
    await imports.importer.stop()
  })

  it('keeps in mind who stopped it', async () => {
    await begin(nap())
    await driver.world.steer('cancel', monday + minute)
    expect(show()).toMatchObject({ hold: 'cancelled', heldBy: { at: monday + minute, person: null } })
    await driver.settle()
    expect(show()).toMatchObject({ state: 'done', endReason: 'cancelled', hold: null, heldBy: { at: monday + minute } })
    expect(show().steps.map((step) => step.state)).toEqual(['dropped'])
  })

  it('names the run that replaced it', async () => {
    await begin(nap({ concurrency: 'replace' }))
    await driver.world.startByHand('again', monday + minute)
    await driver.settle()
    expect(show()).toMatchObject({ endReason: 'superseded', heldBy: { run: { id: runIds()[1], flow: 'Case', subject: 'Zoë' } } })
  })
})

describe('the runs around a run', () => {
  it('names the nearest one in the line of those that wait their turn', async () => {
    await begin(nap({ concurrency: 'queue' }))
    await driver.world.startByHand('second', monday)
    await driver.world.startByHand('third', monday)
    expect([0, 1, 2].map((index) => show(index).behind?.id ?? null)).toEqual([null, runIds()[0], runIds()[1]])
    expect(show(1).state).toBe('queued')
    await driver.advanceTo(monday + 6 * minute)
    expect(show(1)).toMatchObject({ state: 'waiting', behind: null })
    expect(show(2).behind?.id).toBe(runIds()[1])
  })

  it('names the run that started it, and those that it has started', async () => {
    const { flowId } = await driver.world.publishOther(nap({ name: 'Other' }))
    await begin(buildFlow({ a: ['sub-flow', { flow: flowId, limit: minutes(60) }], done }, { 'a.done': 'done', 'a.failed': 'done', 'a.timedOut': 'done' }))
    const other = runIds().findIndex((_, index) => show(index).flow.name === 'Other' && show(index).parent !== null)
    expect(show(other).parent).toMatchObject({ flow: 'Case', state: 'waiting' })
    const parent = runIds().indexOf(show(other).parent?.id ?? '')
    expect(show(parent)).toMatchObject({ parent: null, childCount: 1, children: [{ id: runIds()[other], flow: 'Other', subject: 'Zoë', state: 'waiting' }] })
  })
})

describe('the steps of a run', () => {
  it('tell the round that a list is in', async () => {
    await begin(buildFlow({ each: ['for-each', { over: 'lines', lines: 'x\ny\nz' }], nap: ['wait', { duration: minutes(1) }], done }, { 'each.each': 'nap', 'nap.done': 'each', 'each.done': 'done' }))
    await driver.advanceTo(monday + minute)
    expect(show().steps.find((step) => step.nodeId === 'each')).toMatchObject({ state: 'running', round: { begun: 2, of: 3, isLeft: false } })
    await driver.advanceTo(monday + 9 * minute)
    expect(show().steps.find((step) => step.nodeId === 'each')).toMatchObject({ state: 'done', round: { begun: 3, of: 3 } })
  })

  it('tell which try it is', async () => {
    await begin(nap())
    driver.world.db.$client.prepare(`update run_steps set attempt = 3`).run()
    expect(show().steps[0]?.attempt).toBe(3)
  })

  it('stand in the list by the wait that is over first', async () => {
    const fork = ['fork', { ways: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }, { id: 'c', name: 'C' }] }] as [string, Record<string, unknown>]
    const wait = (amount: number) => ['wait', { duration: minutes(amount) }] as [string, Record<string, unknown>]
    await begin(buildFlow({ all: fork, slow: wait(9), brief: wait(2), middle: wait(5), done }, { 'all.a': 'slow', 'all.b': 'brief', 'all.c': 'middle', 'slow.done': 'done', 'brief.done': 'done', 'middle.done': 'done' }))
    expect(show().steps.filter((step) => step.state === 'waiting')).toHaveLength(3)
    expect(listed()[0]?.at).toEqual({ label: 'brief', detail: null, dueAt: monday + 2 * minute })
  })
})
