import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { events, leads, notices, runSteps, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { createNoticePeople } from '#server/roster/notice-people'
import { type RepChange, updateRep } from '#server/roster/update-rep'
import { overloadGuard } from '#templates/overload-guard/template'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { giveTo } from './give-to'

/* C4: somebody has too much to do, and what waits with them goes to others who have room. On the ready template, over the product's own code. */

const hour = 3_600_000
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
const owners = () => Object.fromEntries(db().select({ name: leads.name, ownerId: leads.ownerId }).from(leads).orderBy(asc(leads.name)).all().map(({ name, ownerId }) => [name, ownerId]))
const told = (type: string) => db().select().from(events).where(eq(events.type, type)).all()
const outputOf = (nodeId: string) => db().select().from(runSteps).where(eq(runSteps.nodeId, nodeId)).get()?.output

async function change(repId: string, values: RepChange): Promise<void> {
  await driver.world.writer.write((tx) => updateRep(tx, { repId, change: values, actor: { kind: 'system', id: 'test' } }, now))
}
async function pass(ms: number): Promise<void> {
  now += ms
  await driver.advanceTo(now)
}
/** The scheduler looks at people, as it does each minute. */
async function look(): Promise<void> {
  await createNoticePeople(db(), driver.world.writer)(now)
  await driver.settle()
}
/** Ann has five leads, one of them with contact, and from then on room for two. */
async function overloadAnn(): Promise<void> {
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']) {
    await giveTo(driver.world, 'ann', name, now)
    await pass(hour)
  }
  await driver.world.event('call.logged', { minutes: 4 }, { id: 'call', now })
  await pass(5 * hour)
  await change('ann', { capacity: 2 })
}

describe('C4 overload guard', () => {
  it('asks the manager with the list, and moves what was agreed: uncontacted first, the youngest first, nobody over their room', async () => {
    await driver.world.publish(overloadGuard.build('propose', {}))
    await overloadAnn()
    await change('bob', { capacity: 2 })
    await change('cem', { capacity: 1 })
    await look()
    const [question] = db().select().from(workItems).where(eq(workItems.kind, 'approval')).all()
    expect(question).toMatchObject({ assigneeId: 'max', title: 'Give 3 of ann’s leads to others?' })
    expect(question?.detail).toContain('ann has 5 leads and room for 2.')
    expect(question?.detail).toContain('• Dan → ')
    expect(question?.detail).toContain('Eve stays: there was contact of late')
    expect(new Set(Object.values(owners()))).toEqual(new Set(['ann']))

    await driver.world.approve('approve', now)
    await driver.settle()
    const after = owners()
    expect([after.Ada, after.Eve]).toEqual(['ann', 'ann'])
    expect([after.Ben, after.Cleo, after.Dan].sort()).toEqual(['bob', 'bob', 'cem'])
    expect(driver.world.see().endReason).toBe('completed')
    expect(db().select().from(notices).where(eq(notices.personId, 'max')).all().map(({ title }) => title)).toEqual(['May 3 of ann’s leads go to others?', '3 of ann’s leads are with others now'])
    expect(await findLeaks(db().$client, now)).toEqual([])
  })

  it('does what still holds when the yes comes: a lead with contact meanwhile stays, and so does one whose new owner is full by then', async () => {
    await driver.world.publish(overloadGuard.build('propose', {}))
    await overloadAnn()
    await change('bob', { capacity: 2 })
    await change('cem', { capacity: 1 })
    await look()
    const proposed = (outputOf('plan')?.proposed as { moves: { leadId: string; toId: string }[] } | undefined)?.moves ?? []
    const toCem = proposed.find(({ toId }) => toId === 'cem')?.leadId
    const spoken = proposed.find(({ toId }) => toId === 'bob')?.leadId
    await giveTo(driver.world, 'cem', 'Fay', now)
    await driver.world.event('email.replied', {}, { id: 'reply', now, about: spoken ?? '' })
    await driver.world.approve('approve', now)
    await driver.settle()
    const ofAnn = db().select({ id: leads.id }).from(leads).where(eq(leads.ownerId, 'ann')).all().map(({ id }) => id)
    expect(ofAnn).toEqual(expect.arrayContaining([toCem, spoken]))
    expect(outputOf('move')).toMatchObject({ count: 1, stayed: 2 })
    expect(outputOf('move')?.kept).toContain('has no room any more')
    expect(await findLeaks(db().$client, now)).toEqual([])
  })

  it('moves nothing after a no, and nothing while nobody answers: the manager then has a task', async () => {
    await driver.world.publish(overloadGuard.build('propose', {}))
    await overloadAnn()
    await look()
    await driver.world.approve('reject', now)
    await driver.settle()
    expect([new Set(Object.values(owners())), driver.world.see().endReason]).toEqual([new Set(['ann']), 'rejected'])

    await pass(24 * hour)
    await look()
    await pass(5 * hour)
    expect(new Set(Object.values(owners()))).toEqual(new Set(['ann']))
    expect(db().select().from(workItems).where(eq(workItems.title, 'ann has too much to do')).all()).toMatchObject([{ assigneeId: 'max', state: 'open' }])
  })

  it('moves a few at once where it is set so, and tells the manager that nobody can where nobody has room', async () => {
    await driver.world.publish(overloadGuard.build('act', {}))
    await overloadAnn()
    await look()
    expect(Object.values(owners()).filter((owner) => owner === 'ann')).toHaveLength(1)
    expect(db().select().from(workItems).where(eq(workItems.kind, 'approval')).all()).toEqual([])
    expect(await findLeaks(db().$client, now)).toEqual([])

    await pass(24 * hour)
    await change('ann', { capacity: 0 })
    for (const id of ['bob', 'cem']) await change(id, { capacity: 0 })
    await look()
    expect(db().select().from(notices).where(eq(notices.personId, 'max')).all().map(({ title }) => title)).toContain('ann has too much to do, and nobody can take over')
  })

  it('tells of somebody once a day, as days are where they are, and not of whoever is fine', async () => {
    await overloadAnn()
    for (let times = 0; times < 3; times += 1) await look()
    expect(told('rep.overloaded').map(({ data }) => [data.repId, data.why])).toEqual([['ann', 'over-room']])
    // 23:59 in Berlin, and a minute later.
    await pass(Date.parse('2031-11-21T22:59:00Z') - now)
    await look()
    expect(told('rep.overloaded')).toHaveLength(1)
    await pass(60_000)
    await look()
    expect(told('rep.overloaded')).toHaveLength(2)
  })
})
