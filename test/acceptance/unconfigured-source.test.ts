import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { events, notices, reps, runs, sources, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { setRule } from '#server/sources/set-rule'
import { createNoticeSources } from '#server/sources/tell-of-source'
import { unconfiguredSource } from '#templates/unconfigured-source/template'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'

/* R7: a source that no rule speaks of is found with its first lead, and somebody says where its leads belong. On the ready template, over the product's own code. */

const hour = 3_600_000
const day = 24 * hour
// A Monday, 9:00 in Berlin.
const monday = Date.parse('2031-11-17T08:00:00Z')

let driver: Driver
let now: number

beforeEach(async () => {
  driver = await startSimulatorDriver(monday)
  now = monday
  const max = db().select().from(reps).where(eq(reps.id, 'max')).get()
  if (max) db().insert(reps).values({ ...max, id: 'eve', name: 'eve', email: 'eve@test.example', role: 'executive' }).run()
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const told = (personId: string) => db().select({ title: notices.title }).from(notices).where(eq(notices.personId, personId)).orderBy(asc(notices.at), asc(notices.id)).all().map(({ title }) => title)
const states = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).orderBy(asc(runs.id)).all().map(({ state, endReason }) => endReason ?? state)
const fair = () => db().select().from(sources).where(eq(sources.name, 'Fair')).get()?.id ?? ''

async function pass(ms: number): Promise<void> {
  now += ms
  await driver.advanceTo(now)
}
async function firstLead(preset: string): Promise<void> {
  await driver.world.publish(unconfiguredSource.build(preset, {}))
  await driver.world.receive({ name: 'Ada', email: 'ada@test.example', source: 'Fair' }, { id: 'one', now })
  await driver.world.receive({ name: 'Ben', email: 'ben@test.example', source: 'fair' }, { id: 'two', now })
  await look()
}
/** The scheduler looks at sources. */
async function look(): Promise<void> {
  const turn = createNoticeSources(db(), driver.world.writer)
  while (await turn(now));
  await driver.settle()
}
async function give(): Promise<void> {
  await driver.world.writer.write((tx) => setRule(tx, { sourceId: fair(), rule: { to: 'default' }, actor: { kind: 'system', id: 'test' } }, now))
  await driver.settle()
}

describe('R7 unconfigured source', () => {
  it('starts once, however many leads the source sends and however often is looked', async () => {
    await firstLead('day')
    await look()
    expect(states()).toEqual(['waiting'])
    expect(db().select().from(events).where(eq(events.type, 'source.unconfigured')).all()).toMatchObject([{ data: { sourceName: 'Fair', pool: '' } }])
  })

  it('ends with the rule, and nobody is reminded', async () => {
    await firstLead('day')
    const asked = told('max')
    expect(asked).toEqual(['New source “Fair” has no rule'])
    await pass(hour)
    await give()
    expect(states()).toEqual(['completed'])
    await pass(7 * day)
    expect(told('max')).toEqual(asked)
    expect(db().select({ state: workItems.state }).from(workItems).all()).toEqual([{ state: 'done' }])
    // Its leads are with nobody here, for no flow routes them; nothing else is left over.
    expect(new Set((await findLeaks(db().$client, now)).map(({ kind }) => kind))).toEqual(new Set(['lead-with-nobody']))
  })

  it('reminds in working time, then tells the executives each working day until there is a rule', async () => {
    await firstLead('day')
    await pass(4 * hour)
    expect(told('max').at(-1)).toBe('Still no rule for “Fair”')
    await pass(day)
    expect(told('eve')).toHaveLength(1)
    await pass(day)
    expect(told('eve')).toHaveLength(2)
    await give()
    expect(states()).toEqual(['completed'])
    await pass(3 * day)
    expect(told('eve')).toHaveLength(2)
  })

  it('another source’s rule ends nothing', async () => {
    await firstLead('hour')
    await driver.world.receive({ name: 'Cleo', email: 'cleo@test.example', source: 'Partner' }, { id: 'three', now })
    await look()
    expect(states()).toEqual(['waiting', 'waiting'])
    await give()
    expect(states().sort()).toEqual(['completed', 'waiting'])
  })
})
