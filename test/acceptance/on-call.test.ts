import { eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RotaLayer } from '#nodes/revops/rota'
import { absences, assignments, leads, reps, rotaLayers, rotas, runs, workItems } from '#server/db/schema'
import { createFlow } from '#server/flows/create-flow'
import { publishFlow } from '#server/flows/publish-flow'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { startTemporalWorld, type TemporalDriver } from '../conformance/drivers/temporal-driver'

/* Acceptance scenario AF8 on the ready template and the real Temporal, where time is skipped: nobody is on duty. */

const minute = 60_000
const day = 24 * 60 * minute
// A Friday, 13:00 in Berlin.
const friday = Date.parse('2031-11-21T12:00:00Z')

let driver: TemporalDriver
let now: number

beforeEach(async () => {
  driver = await startTemporalWorld(friday, { cached: 500 })
  now = await driver.now()
  // Dora has the duty; the reps report to Max, and he to Eve.
  for (const id of ['dora', 'eve']) db().insert(reps).values({ id, name: id, email: `${id}@test.example`, teamId: 'team', role: id === 'eve' ? 'executive' : 'rep', active: true, territories: ['nowhere'], skills: [], zone: 'Europe/Berlin', capacity: 10, performance: 0.5, presence: 'online', createdAt: now, updatedAt: now }).run()
  db().update(reps).set({ managerId: 'eve' }).where(eq(reps.id, 'max')).run()
  layer({ people: ['dora'] })
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const layer = (values: Partial<RotaLayer>) => db().update(rotaLayers).set(values).run()
const away = (repId: string, from: number, to: number) => db().insert(absences).values({ id: `${repId}-${from}`, repId, startsAt: from, endsAt: to, note: '', origin: 'person', createdAt: now }).run()
const document = () => ({ ...fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' }), name: 'Case' })
const asked = () => db().select().from(assignments).orderBy(assignments.id).all()
const holder = () => db().select().from(assignments).where(inArray(assignments.state, ['offered', 'accepted'])).get()

async function pass(ms: number): Promise<void> {
  await driver.advanceTo((await driver.now()) + ms)
  now = await driver.now()
}

/** A lead arrives that no rep has room for, and stands in the queue until the deadline of its watchers is over. */
async function arriveAndWait(): Promise<void> {
  await driver.world.publish(document())
  db().update(reps).set({ capacity: 0 }).where(inArray(reps.id, ['bob', 'cem'])).run()
  await driver.world.receive({ name: 'Zoë', email: 'zoe@test.example', territory: 'west', amount: 10 }, { id: 'event', now: await driver.now() })
  await driver.settle()
  await pass(47 * minute)
}

describe('AF8 at publish', () => {
  const byPerson = (note: string) =>
    driver.world.writer.write((tx) => {
      const actor = { kind: 'person' as const, id: 'test' }
      return publishFlow(tx, driver.world.registry, { flowId: createFlow(tx, { document: document(), actor }, now), rev: 1, note, actor }, now)
    })

  it('AF8: a rota that was deleted or has nobody in four weeks is refused; a hole needs a reason', async () => {
    await expect(byPerson('')).resolves.toMatchObject({ version: 1 })
    away('dora', now + 5 * day, now + 6 * day)
    await expect(byPerson('')).rejects.toMatchObject({ code: 'bad-input', details: { diagnostics: [{ code: 'rota-hole', severity: 'warning', param: 'rota' }] } })
    await expect(byPerson('The managers know')).resolves.toMatchObject({ version: 1 })
    away('dora', now - day, now + 40 * day)
    await expect(byPerson('The managers know')).rejects.toMatchObject({ code: 'flow-has-errors', details: { diagnostics: [{ code: 'rota-without-people', severity: 'error' }] } })
    db().update(rotas).set({ deletedAt: now }).run()
    await expect(byPerson('The managers know')).rejects.toMatchObject({ code: 'flow-has-errors', details: { diagnostics: [{ code: 'missing-reference', severity: 'error' }] } })
  })
})

describe('AF8 at run time', () => {
  it('AF8: who is on duty has the lead where there is no hole', async () => {
    await arriveAndWait()
    expect(holder()).toMatchObject({ repId: 'dora', explanation: { onDuty: true } })
  })

  it('AF8: in a hole the lead falls to the manager of who was asked last, and on upwards while nobody answers', async () => {
    away('dora', now, now + day - 1)
    away('dora', now + 2 * day, now + 3 * day)
    await arriveAndWait()
    expect(asked().map(({ repId }) => repId).slice(0, 2)).toEqual(['ann', 'max'])
    expect(asked()[1]).toMatchObject({ explanation: { onDuty: true, isStandIn: true } })
    await pass(5 * minute)
    expect(asked()[2]).toMatchObject({ repId: 'eve', state: 'offered' })
    await driver.world.answer('have-it', now)
    await driver.settle()
    expect(db().select({ ownerId: leads.ownerId, state: leads.state }).from(leads).get()).toEqual({ ownerId: 'eve', state: 'routed' })
    expect(db().select({ state: runs.state }).from(runs).get()?.state).toBe('done')
    expect(await findLeaks(db().$client, now)).toEqual([])
  })

  it('AF8: a rota that was deleted while the flow waits is a hole as well', async () => {
    await driver.world.publish(document())
    db().update(rotas).set({ deletedAt: now }).run()
    db().update(reps).set({ capacity: 0 }).where(inArray(reps.id, ['ann', 'bob', 'cem'])).run()
    await driver.world.receive({ name: 'Zoë', email: 'zoe@test.example', territory: 'west', amount: 10 }, { id: 'event', now: await driver.now() })
    await pass(31 * minute)
    expect(holder()).toMatchObject({ repId: 'max', explanation: { isStandIn: true } })
  })

  it('AF8: managers who are each other’s and away do not stop it: a person is told, the leaders are told, and it goes on asking until the hole is over', async () => {
    db().update(reps).set({ managerId: 'max' }).where(eq(reps.id, 'eve')).run()
    away('dora', now, now + 2 * 60 * minute)
    for (const id of ['max', 'eve']) away(id, now, now + day)
    await arriveAndWait()
    expect(holder()).toBeUndefined()
    const task = () => db().select().from(workItems).all().filter(({ openKey }) => openKey.startsWith('nobody-on-duty:'))
    expect(task()).toMatchObject([{ title: 'Nobody is on duty for Zoë', state: 'open', dueAt: expect.any(Number) }])
    expect(driver.world.see()).toMatchObject({ state: 'waiting' })
    expect(await findLeaks(db().$client, now)).toEqual([])
    await pass(90 * minute)
    expect(holder()).toMatchObject({ repId: 'dora', explanation: { onDuty: true } })
    expect(task()).toHaveLength(1)
  })
})
