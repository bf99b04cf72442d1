import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { leads, notices, runSteps, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { createHandOverLeads } from '#server/roster/leaving/hand-over-leads'
import { createNoticePeople } from '#server/roster/notice-people'
import { type RepChange, updateRep } from '#server/roster/update-rep'
import { rosterRepair } from '#templates/roster-repair/template'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { giveTo } from './give-to'

/* C1, C2: somebody leaves or is away for days, and each of their leads has somebody. On the ready template, over the product's own code. */

const minute = 60_000
const day = 24 * 60 * minute
let driver: Driver
let now: number

beforeEach(async () => {
  now = Date.parse('2031-11-21T12:00:00Z')
  driver = await startSimulatorDriver(now)
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const owners = () => db().select({ ownerId: leads.ownerId }).from(leads).all().map(({ ownerId }) => ownerId)
const titles = () => db().select({ title: notices.title }).from(notices).where(eq(notices.personId, 'max')).all().map(({ title }) => title)
const outputOf = (nodeId: string) => db().select().from(runSteps).where(eq(runSteps.nodeId, nodeId)).get()?.output

async function change(repId: string, values: RepChange): Promise<void> {
  await driver.world.writer.write((tx) => updateRep(tx, { repId, change: values, actor: { kind: 'system', id: 'test' } }, now))
  const handOver = createHandOverLeads(db(), driver.world.writer)
  while (await handOver(now));
}
async function pass(ms: number): Promise<void> {
  now += ms
  await driver.advanceTo(now)
}
async function annHasThree(preset: string): Promise<void> {
  await driver.world.publish(rosterRepair.build(preset, { queue: 'queue' }))
  for (const name of ['Ada', 'Ben', 'Cleo']) await giveTo(driver.world, 'ann', name, now)
}

it('C2: tells the manager who has the leads of somebody who has left', async () => {
  await annHasThree('leaves')
  await change('ann', { active: false })
  await pass(5 * minute)
  expect(owners()).not.toContain('ann')
  expect(titles()).toEqual(['ann: 3 leads are with others, 0 stay'])
  expect(outputOf('check')?.movedTo).toMatch(/• Ada → (bob|cem)\n• Ben/)
  expect([driver.world.see().endReason, await findLeaks(db().$client, now)]).toEqual(['completed', []])
})

it('C2: what finds nobody stands in a watched queue, and the manager has a task', async () => {
  await annHasThree('leaves')
  await change('bob', { capacity: 1 })
  await change('cem', { capacity: 0 })
  await change('ann', { active: false })
  await pass(5 * minute)
  expect(outputOf('check')).toMatchObject({ moved: 1, waiting: 2, left: 0 })
  expect(db().select().from(workItems).where(eq(workItems.kind, 'claim')).all().map(({ queueId, state }) => [queueId, state])).toEqual([['queue', 'open'], ['queue', 'open']])
  expect(db().select().from(workItems).where(eq(workItems.title, 'Find somebody for 2 leads of ann')).all()).toMatchObject([{ assigneeId: 'max', state: 'open' }])
  expect(await findLeaks(db().$client, now)).toEqual([])
})

it('C1: moves what is with somebody who is away for days, and keeps what was touched of late; a short absence is no matter', async () => {
  await annHasThree('away')
  await driver.world.event('call.logged', {}, { id: 'call', now })
  await pass(5 * 60 * minute)
  await change('ann', { awayUntil: now + day })
  await createNoticePeople(db(), driver.world.writer)(now)
  await driver.settle()
  expect(driver.world.see().state).toBe('none')
  await change('ann', { awayUntil: now + 10 * day })
  for (let times = 0; times < 2; times += 1) await createNoticePeople(db(), driver.world.writer)(now)
  await driver.settle()
  await pass(5 * minute)
  expect(owners().filter((owner) => owner === 'ann')).toHaveLength(1)
  expect(titles()).toEqual(['ann: 2 leads are with others, 1 stay'])
  expect(driver.world.see(1).state).toBe('none')
  expect(await findLeaks(db().$client, now)).toEqual([])
})
