import { asc, eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readExplanation } from '#nodes/revops/explanation'
import type { AppError } from '#server/errors/app-error'
import { absences, assignments, leads, reps, sources, teams, workItems } from '#server/db/schema'
import { setDefaultPool } from '#server/sources/default-pool'
import { setRule } from '#server/sources/set-rule'
import { buildFlow, minutes } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'

/* The step that picks the best rep, in a flow of its own: through the compiler, the store and the simulator. */

// A Friday, 13:00 in Berlin and 04:00 in Los Angeles.
const friday = Date.parse('2031-11-21T12:00:00Z')
const day = 86_400_000
let driver: Driver

beforeEach(async () => {
  driver = await startSimulatorDriver(friday)
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const change = (id: string, values: Partial<typeof reps.$inferInsert>) => db().update(reps).set(values).where(eq(reps.id, id)).run()
const offers = () => db().select().from(assignments).orderBy(asc(assignments.id)).all()
const asked = () => offers().map(({ repId }) => repId)

async function publish(params: Record<string, unknown>): Promise<void> {
  const end = (reason: string) => ['end', { reason }] as [string, Record<string, unknown>]
  await driver.world.publish(buildFlow({ ask: ['route', { team: 'team', ...params }], hold: ['await-ack', { window: minutes(6_000) }], yes: end('accepted'), no: end('rejected') }, { 'ask.assigned': 'hold', 'ask.nobody': 'no', 'hold.acknowledged': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'no' }))
}

async function arrive(count: number, data: Record<string, string | string[]> = {}): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await driver.world.receive({ name: 'Zoë', email: `zoe${offers().length + index}@test.example`, ...data }, { id: `e${offers().length}-${index}`, now: await driver.now() })
    await driver.settle()
  }
}

describe('who goes first', () => {
  it('by the score is whoever has the best, as long as there is room', async () => {
    await publish({})
    await arrive(3)
    expect(asked()).toEqual(['ann', 'ann', 'ann'])
  })

  it('by fewest leads is everybody alike', async () => {
    await publish({ method: 'fewest' })
    await arrive(4)
    expect(asked()).toEqual(['ann', 'bob', 'cem', 'ann'])
  })

  it('in turn goes on from what was offered, also after answers; more to those with more room', async () => {
    change('ann', { capacity: 30 })
    for (const id of ['bob', 'cem']) change(id, { capacity: 10 })
    await publish({ method: 'turns-by-room' })
    await arrive(2)
    db().update(assignments).set({ state: 'released', endedAt: friday }).where(sql`1`).run()
    await arrive(8)
    expect(Object.fromEntries(['ann', 'bob', 'cem'].map((id) => [id, asked().filter((each) => each === id).length]))).toEqual({ ann: 6, bob: 2, cem: 2 })
  })
})

describe('who is passed over', () => {
  it('AF1: all are away, by an absence or out of office: the lead goes on by “Nobody free”', async () => {
    for (const id of ['ann', 'bob']) db().insert(absences).values({ id, repId: id, startsAt: friday - day, endsAt: friday + day, note: '', origin: 'hr', createdAt: 1 }).run()
    change('cem', { awayUntil: friday + day })
    await publish({})
    await arrive(1)
    expect([asked(), driver.world.see().steps[0]]).toEqual([[], 'ask.1 → nobody'])
  })

  it('is who is outside of working hours in their own zone, where they are not asked', async () => {
    change('ann', { zone: 'America/Los_Angeles' })
    await publish({ hours: 'must' })
    await arrive(1)
    expect(asked()).toEqual(['bob'])
    expect(readExplanation(offers()[0]?.explanation)?.passedOver).toEqual([{ id: 'ann', name: 'ann', why: 'off-hours' }])
  })

  it('is who does not speak the lead’s language, where that is a must', async () => {
    change('cem', { languages: ['pt-BR'] })
    await publish({ languages: 'must' })
    await arrive(1, { language: 'pt' })
    await arrive(1, { languages: ['pt-PT'] })
    expect(asked()).toEqual(['cem'])
  })

  it('AF10: is nobody for an old report of room, but it counts as none and is flagged', async () => {
    change('ann', { capacityAt: friday - day - 1 })
    await publish({})
    await arrive(1)
    expect(asked()).toEqual(['bob'])
    expect(readExplanation(offers()[0]?.explanation)?.ranked.map(({ id, flags }) => [id, flags])).toEqual([['bob', undefined], ['cem', undefined], ['ann', ['stale-capacity']]])
  })

  it('C1: is somebody new who has as many leads as there is room for on that day', async () => {
    for (const id of ['bob', 'cem']) change(id, { active: false })
    change('ann', { joinedAt: friday, capacity: 10 })
    await publish({ warmUpDays: 5 })
    await arrive(3)
    expect(asked()).toEqual(['ann', 'ann'])
    await driver.advanceTo(friday + day)
    await arrive(3)
    expect(offers().filter(({ offeredAt }) => offeredAt >= friday + day)).toHaveLength(2)
  })
})

describe('R7: by the rule of the lead’s source', () => {
  const actor = { kind: 'system' as const, id: 'test' }
  const why = () => readExplanation(offers().at(-1)?.explanation)?.source
  const toEast = { to: 'team' as const, teamId: 'east', territory: null, skills: [], goesFirst: false }
  const east = (values: Partial<typeof teams.$inferInsert>) => db().update(teams).set(values).where(eq(teams.id, 'east')).run()
  const say = (name: string, rule: Parameters<typeof setRule>[1]['rule']) => setRule(db(), { sourceId: db().select().from(sources).where(eq(sources.name, name)).get()?.id ?? '', rule, actor }, friday)

  beforeEach(() => {
    db().insert(teams).values({ id: 'east', name: 'East', createdAt: 1 }).run()
    db().insert(reps).values({ id: 'eve', name: 'eve', email: 'eve@test.example', teamId: 'east', role: 'rep', active: true, territories: [], skills: ['rail'], zone: 'Europe/Berlin', capacity: 100, performance: 0.5, presence: 'online', createdAt: 1, updatedAt: 1 }).run()
    db().insert(sources).values({ id: 'fair', name: 'Fair', nameKey: 'fair', kind: 'named', createdAt: 1 }).run()
    setDefaultPool(db(), { pool: { teamId: 'team', queueId: null }, actor }, friday)
  })

  it('goes to the rule’s team; of a source without a rule, and of one that was never seen, to the default pool', async () => {
    say('Fair', toEast)
    await publish({ by: 'source', team: '' })
    await arrive(1, { source: 'Fair' })
    expect([asked(), why()]).toEqual([['eve'], { source: 'Fair', team: 'East', why: 'rule' }])
    await arrive(1, { source: 'Nobody thought of this' })
    expect([asked()[1], why()]).toEqual(['ann', { source: 'Nobody thought of this', team: 'Team', why: 'no-rule' }])
    await arrive(1)
    expect([asked()[2], why()?.why]).toEqual(['ann', 'no-rule'])
  })

  it('counts the rule’s territory instead of the lead’s, and its skills beside them', async () => {
    say('Fair', { ...toEast, teamId: 'team', territory: 'north', skills: ['rail'] })
    for (const id of ['bob', 'cem']) change(id, { territories: ['north'] })
    change('cem', { skills: ['rail'] })
    await publish({ by: 'source', skills: 'must' })
    await arrive(1, { source: 'Fair', territory: 'west' })
    expect(asked()).toEqual(['cem'])
  })

  it('goes before the team of a step where the rule says so, and not where it does not', async () => {
    say('Fair', toEast)
    await publish({})
    await arrive(1, { source: 'Fair' })
    say('Fair', { ...toEast, goesFirst: true })
    await arrive(1, { source: 'Fair' })
    expect([asked(), why()]).toEqual([['ann', 'eve'], { source: 'Fair', team: 'East', why: 'rule-first' }])
  })

  it('when the team is gone, goes to the default pool, and a person is told once', async () => {
    say('Fair', toEast)
    await publish({ by: 'source' })
    east({ deletedAt: 1 })
    await arrive(2, { source: 'Fair' })
    expect([asked(), why()?.why]).toEqual([['ann', 'ann'], 'team-gone'])
    expect(db().select().from(workItems).all().map(({ title, queueId }) => [title, queueId])).toEqual([['Leads of the source “Fair” do not go where they should', 'queue']])
  })

  it('when the default pool is gone as well, goes on by “Nobody free” to whatever the flow has there', async () => {
    await publish({ by: 'source' })
    db().update(teams).set({ deletedAt: 1 }).where(eq(teams.id, 'team')).run()
    await arrive(1, { source: 'Fair' })
    expect([asked(), driver.world.see().steps[0]]).toEqual([[], 'ask.1 → nobody'])
    expect(db().select().from(workItems).all().some(({ openKey }) => openKey === 'source-no-default:fair')).toBe(true)
  })

  it('is refused at publishing while a rule names a team that is gone, or there is no default pool', async () => {
    say('Fair', toEast)
    east({ deletedAt: 1 })
    const refusal = () => publish({ by: 'source' }).then(() => [], (error: AppError) => (error.details as { diagnostics: { message: string }[] }).diagnostics.map(({ message }) => message))
    expect(await refusal()).toEqual(['“ask”: the rule of the source “Fair” names a team that does not exist any more. Choose another at Records → Sources.'])
    say('Fair', null)
    db().update(teams).set({ deletedAt: 1 }).where(eq(teams.id, 'team')).run()
    expect(await refusal()).toEqual(['“ask”: set the default pool first, at Records → Sources. Leads of a source without a rule go there.'])
  })

  it('the lead itself keeps what it came with', async () => {
    await publish({ by: 'source' })
    await arrive(1, { source: 'Fair', territory: 'west' })
    expect(db().select({ territory: leads.territory, more: leads.more }).from(leads).all()).toEqual([{ territory: 'west', more: { source: 'Fair' } }])
  })
})
