import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leads, notices, runs, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { updateRep } from '#server/roster/update-rep'
import { finishItem } from '#server/work-items/finish-item'
import { uncontacted } from '#templates/uncontacted/template'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { giveTo } from './give-to'

/* P1: a lead that somebody has taken is contacted in time, or goes to somebody who does it. On the ready template, over the product's own code. */

const minute = 60_000
// A Friday, 13:00 in Berlin.
const friday = Date.parse('2031-11-21T12:00:00Z')

let driver: Driver
let now: number

beforeEach(async () => {
  driver = await startSimulatorDriver(friday)
  now = friday
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const owner = () => db().select({ ownerId: leads.ownerId }).from(leads).get()?.ownerId
const toldTo = (personId: string) => db().select({ title: notices.title }).from(notices).where(eq(notices.personId, personId)).orderBy(asc(notices.at), asc(notices.id)).all().map(({ title }) => title)
const runStates = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).orderBy(asc(runs.id)).all().map(({ state, endReason }) => endReason ?? state)

async function pass(ms: number): Promise<void> {
  now += ms
  await driver.advanceTo(now)
}
async function taken(preset = 'five-minutes'): Promise<void> {
  await driver.world.publish(uncontacted.build(preset, {}))
  await giveTo(driver.world, 'ann', 'Ada', now)
  await driver.settle()
}

describe('P1 uncontacted in time', () => {
  it('says nothing when somebody is in touch in time', async () => {
    await taken()
    await pass(4 * minute)
    await driver.world.event('call.logged', { minutes: 2 }, { id: 'call', now })
    await pass(60 * minute)
    expect([toldTo('ann'), toldTo('max'), runStates()]).toEqual([[], [], ['completed']])
  })

  it('reminds the owner, then tells the manager, then gives it to the next best, whose time begins anew', async () => {
    await taken()
    await pass(5 * minute - 1)
    expect(toldTo('ann')).toEqual([])
    await pass(1)
    expect(toldTo('ann')).toEqual(['Not contacted yet: Ada'])
    await pass(5 * minute)
    expect(toldTo('max')).toEqual(['ann has not contacted Ada'])
    expect(owner()).toBe('ann')
    await pass(5 * minute)
    expect(owner()).toBe('bob')
    expect(toldTo('bob')).toEqual(['Ada is yours now'])
    expect(toldTo('max')).toEqual(['ann has not contacted Ada', 'bob has Ada now'])
    expect(await findLeaks(db().$client, now)).toEqual([])
    await pass(5 * minute)
    expect(toldTo('bob')).toEqual(['Ada is yours now', 'Not contacted yet: Ada'])
    await driver.world.event('email.replied', {}, { id: 'reply', now })
    await pass(60 * minute)
    expect(owner()).toBe('bob')
    // The move told of itself; there was a run for this lead already.
    expect(runStates()).toEqual(['completed', 'dropped'])
  })

  it('a task that the owner has done is contact; somebody else’s is not', async () => {
    await taken()
    await pass(15 * minute)
    const greet = () => db().select().from(workItems).where(eq(workItems.openKey, `greet:lead:${db().select({ id: leads.id }).from(leads).get()?.id}`)).get()
    expect(greet()).toMatchObject({ assigneeId: 'bob', state: 'open' })
    await driver.world.writer.write((tx) => finishItem(tx, { itemId: greet()?.id ?? '', actor: { kind: 'rep', id: 'bob' } }, now))
    await pass(60 * minute)
    expect(runStates()).toEqual(['completed', 'dropped'])
  })

  it('where nobody has room the manager has a task, and hears of it each day until the lead is closed', async () => {
    await taken()
    for (const repId of ['bob', 'cem']) await driver.world.writer.write((tx) => updateRep(tx, { repId, change: { capacity: 0 }, actor: { kind: 'system', id: 'test' } }, now))
    await pass(15 * minute)
    expect(owner()).toBe('ann')
    expect(db().select().from(workItems).where(eq(workItems.kind, 'task')).all()).toMatchObject([{ title: 'Nobody has contacted Ada', assigneeId: 'max' }])
    await pass(48 * 60 * minute)
    expect(toldTo('max').filter((title) => title === 'Still nobody has contacted Ada')).toHaveLength(2)
    expect(await findLeaks(db().$client, now)).toEqual([])
    db().update(leads).set({ state: 'closed' }).run()
    await pass(24 * 60 * minute)
    expect(runStates()).toEqual(['no-longer-routable'])
    expect(toldTo('max').filter((title) => title === 'Still nobody has contacted Ada')).toHaveLength(2)
  })

  it('moves at most as often as it may', async () => {
    await taken()
    await pass(3 * 15 * minute)
    expect(db().select().from(workItems).where(eq(workItems.title, 'Nobody has contacted Ada')).all()).toHaveLength(1)
    expect(owner()).toBe('cem')
  })

  it('one working day is over on Monday', async () => {
    await taken('business-day')
    await pass(Date.parse('2031-11-24T11:59:00Z') - now)
    expect(toldTo('ann')).toEqual([])
    await pass(minute)
    expect(toldTo('ann')).toEqual(['Not contacted yet: Ada'])
  })
})
