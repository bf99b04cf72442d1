import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { auditLog, effects, flows, leads, reps, runs, users } from '#server/db/schema'
import { createSimulation } from '#server/simulate/create-simulation'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* Holding and stopping many runs at once: of one person, of some, of all. */

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let simulation: ReturnType<typeof createSimulation>
const now = Date.parse('2026-06-17T02:00:00Z')

beforeEach(async () => {
  world = createWorld({ now, isGrouped: false })
  ;({ call } = await createTestApp(world))
  simulation = createSimulation({ ...world, startAt: now, report: (error) => { throw error } })
  // A letter at once, which is held until the morning, as it is night in Berlin; another flow that waits.
  await world.publish(buildFlow({ write: ['send-message', { sender: 'workspace' }], done: ['end', { reason: 'completed' }] }, { 'write.sent': 'done', 'write.refused': 'done', 'write.expired': 'done', 'write.failed': 'done' }))
  await world.publishOther({ ...buildFlow({ wait: ['wait', { duration: minutes(600) }], done: ['end', { reason: 'completed' }] }, { 'wait.done': 'done' }), name: 'Other' })
  for (const [index, name] of ['Ada', 'Bob', 'Cid'].entries()) await world.receive({ name, email: `${name}@test.example`, score: index * 40 }, { id: name, now })
  await simulation.settle()
})

const holds = () => world.db.select({ hold: runs.hold }).from(runs).orderBy(asc(runs.id)).all().map(({ hold }) => hold)
const leadOf = (name: string) => world.db.select({ id: leads.id }).from(leads).where(eq(leads.name, name)).get()?.id ?? ''
const flowId = () => world.db.$client.prepare(`select id from flows where name = 'Case'`).pluck().get() as string
const steer = async (json: object, way = '') => {
  const answer = await call(`/api/runs/steer${way}`, { method: 'POST', json })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('B6: many runs at once', () => {
  it('says before what will not go, for one person, some and all, and changes nothing by saying it', async () => {
    expect((await steer({ act: 'stop', lead: leadOf('Ada') }, '/preview')).body).toEqual({ runs: 2, people: 1, waiting: 1, beingSent: 0, inDoubt: 0, gone: 0, stay: {} })
    expect((await steer({ act: 'pause', flow: flowId() }, '/preview')).body).toMatchObject({ runs: 3, people: 3, waiting: 3 })
    expect((await steer({ act: 'stop', everything: true, condition: { combinator: 'and', rules: [{ field: 'lead.score', operator: '>=', value: 40 }] } }, '/preview')).body).toMatchObject({ runs: 4, people: 2, waiting: 2 })
    expect(holds()).toEqual(Array(6).fill(null))
  })

  it('holds a flow, and lets it go on: the letters go then', async () => {
    expect((await steer({ act: 'pause', flow: flowId() })).body).toEqual({ changed: 3 })
    await simulation.advanceTo(now + 9 * 3_600_000)
    expect([holds().filter(Boolean).length, world.sent.length]).toEqual([3, 0])
    await steer({ act: 'resume', flow: flowId() })
    await simulation.advanceTo(now + 10 * 3_600_000)
    expect([holds().filter(Boolean).length, world.sent.length]).toEqual([0, 3])
  })

  it('stops everything for one person at once, and nothing for others', async () => {
    expect((await steer({ act: 'stop', lead: leadOf('Ada') })).body).toEqual({ changed: 2 })
    await simulation.advanceTo(now + 12 * 3_600_000)
    expect(world.sent.map(({ request }) => (request.channel === 'email' ? request.toName : '')).sort()).toEqual(['Bob', 'Cid'])
    expect(world.db.select({ state: effects.state }).from(effects).orderBy(asc(effects.key)).all().map(({ state }) => state)).toEqual(['cancelled', 'done', 'done'])
    expect(world.db.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.action, 'runs.stop')).all()).toHaveLength(1)
    expect((await steer({ act: 'stop', lead: leadOf('Ada') })).body).toEqual({ changed: 0 })
  })

  it('has them go on by the version that is live, those that are where it has a place, and says why others stay', async () => {
    expect((await steer({ act: 'move', flow: flowId() }, '/preview')).body).toMatchObject({ runs: 0, stay: {} })
    await world.publish(buildFlow({ write: ['send-message', { sender: 'workspace', subject: 'New words' }], wait: ['wait', { duration: minutes(60) }], done: ['end', { reason: 'completed' }] }, { 'write.sent': 'wait', 'write.refused': 'done', 'write.expired': 'done', 'write.failed': 'done', 'wait.done': 'done' }))
    expect((await steer({ act: 'move', lead: leadOf('Ada') }, '/preview')).body).toMatchObject({ runs: 1, people: 1, waiting: 1, stay: {} })
    expect((await steer({ act: 'move', lead: leadOf('Ada') })).body).toEqual({ changed: 1 })
    expect(world.db.select({ before: auditLog.before, after: auditLog.after }).from(auditLog).where(eq(auditLog.action, 'run.moved')).all()).toEqual([{ before: { version: 1 }, after: { version: 2 } }])
    await simulation.advanceTo(now + 9 * 3_600_000)
    expect(world.sent.map(({ request }) => (request.channel === 'email' ? request.subject === 'New words' : false)).filter(Boolean)).toHaveLength(1)
    // The others have ended by the old one; a flow that is off line has no version to go on by.
    world.db.update(flows).set({ publishedId: null }).where(eq(flows.name, 'Other')).run()
    expect((await steer({ act: 'move', everything: true }, '/preview')).body).toMatchObject({ runs: 0, stay: { 'off-line': 3 } })
    expect((await steer({ act: 'move', everything: true })).body).toEqual({ changed: 0 })
  })

  it('asks for what is meant, and lets a rep do it only for a lead that is theirs', async () => {
    expect(await steer({ act: 'stop' })).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('Say which runs') } } })
    const user = world.db.select({ id: users.id }).from(users).get()
    world.db.update(users).set({ role: 'rep' }).run()
    world.db.update(reps).set({ userId: user?.id ?? null }).where(eq(reps.id, 'ann')).run()
    expect((await steer({ act: 'stop', lead: leadOf('Ada') })).status).toBe(403)
    world.db.update(leads).set({ ownerId: 'ann' }).where(eq(leads.name, 'Ada')).run()
    expect((await steer({ act: 'stop', lead: leadOf('Ada') })).body).toEqual({ changed: 2 })
    expect((await steer({ act: 'stop', everything: true })).status).toBe(403)
  })
})
