import { asc, eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readExplanation } from '#nodes/revops/explanation'
import { absences, assignments, contacts, leads, reps, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { startTemporalWorld, type TemporalDriver } from '../conformance/drivers/temporal-driver'

/* Acceptance scenarios AF9 to AF11 on the ready template and the real Temporal, where time is skipped: who gets a lead. */

const minute = 60_000
const hour = 60 * minute
const friday = Date.parse('2031-11-21T12:00:00Z')

let driver: TemporalDriver
let now: number
let arrived: number

beforeEach(async () => {
  arrived = 0
  driver = await startTemporalWorld(friday, { cached: 500 })
  now = await driver.now()
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const set = (id: string, values: Partial<typeof reps.$inferInsert>) => db().update(reps).set(values).where(eq(reps.id, id)).run()
const offers = () => db().select().from(assignments).orderBy(asc(assignments.id)).all()
const newest = () => offers().at(-1)

async function publish(params: Record<string, unknown> = {}): Promise<void> {
  const document = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
  const nodes = document.nodes.map((node) => (node.type === 'route' ? { ...node, params: { ...node.params, ...params } } : node))
  await driver.world.publish({ ...document, nodes, name: 'Case' })
}

/** Each time an event with an id of its own. */
async function arrive(data: Record<string, string | number>): Promise<void> {
  arrived += 1
  await driver.world.receive({ name: `Deal ${arrived}`, email: `deal${arrived}@test.example`, territory: 'west', amount: 10, ...data }, { id: `event-${arrived}`, now: await driver.now() })
  await driver.settle()
  now = await driver.now()
}

async function take(): Promise<void> {
  await driver.world.answer('have-it', now)
  await driver.settle()
  now = await driver.now()
}

describe('AF9: the same person with a new event', () => {
  const zoe = { name: 'Zoë', email: 'zoe@test.example' }

  /** Bob has Zoë, and Ann would be the best for everybody. */
  async function bobHasZoe(): Promise<void> {
    await publish()
    set('ann', { capacity: 0 })
    await arrive(zoe)
    await take()
    set('ann', { capacity: 1_000 })
  }

  it('AF9: is one person with two inquiries, and goes to who has the first one, even when they are full', async () => {
    await bobHasZoe()
    set('bob', { capacity: 1 })
    await arrive({ name: 'Zoe', email: ' ZOE@Test.example ' })
    expect([db().select().from(contacts).all().length, db().select().from(leads).all().length]).toEqual([1, 2])
    expect(newest()).toMatchObject({ repId: 'bob', state: 'offered', explanation: { isReturning: true } })
    await take()
    expect(db().select({ ownerId: leads.ownerId }).from(leads).all()).toEqual([{ ownerId: 'bob' }, { ownerId: 'bob' }])
    await arrive({})
    expect(newest()).toMatchObject({ repId: 'ann' })
    expect(await findLeaks(db().$client, now)).toEqual([])
  })

  it('AF9: follows who is asked now, while nobody has the first one yet, and asks the same nobody twice', async () => {
    await publish()
    set('ann', { capacity: 0 })
    await arrive(zoe)
    set('ann', { capacity: 1_000 })
    await arrive(zoe)
    expect(offers().map(({ repId }) => repId)).toEqual(['bob', 'bob'])
    await driver.advanceTo(now + 16 * minute)
    expect(offers().map(({ repId }) => repId).slice(2)).toEqual(['ann', 'ann'])
  })

  it.each([
    ['has left', () => set('bob', { active: false })],
    ['is away', () => set('bob', { awayUntil: now + 24 * hour })],
    ['is absent', () => db().insert(absences).values({ id: 'a', repId: 'bob', startsAt: now - hour, endsAt: now + 24 * hour, note: '', origin: 'calendar', createdAt: now }).run()],
    ['has only one that is over', () => db().update(leads).set({ state: 'closed' }).run()],
  ])('AF9: is ranked like everybody when the owner %s', async (_what, change) => {
    await bobHasZoe()
    change()
    await arrive(zoe)
    expect(newest()).toMatchObject({ repId: 'ann' })
    expect(readExplanation(newest()?.explanation)?.ranked[0]?.id).toBe('ann')
  })
})

describe('AF10: what is known of the room is too old', () => {
  it('AF10: counts as unknown, is flagged, and not as free', async () => {
    await publish()
    set('ann', { capacityAt: now - 25 * hour })
    set('bob', { capacityAt: now - 23 * hour })
    await arrive({})
    // By room alone Ann would be the best: nobody has as good results.
    expect(newest()).toMatchObject({ repId: 'bob' })
    const { ranked = [] } = readExplanation(newest()?.explanation) ?? {}
    expect(ranked.find(({ id }) => id === 'ann')).toMatchObject({ flags: ['stale-capacity'], parts: { capacity: 0 } })
    expect(ranked.find(({ id }) => id === 'bob')).not.toHaveProperty('flags')

    set('ann', { capacityAt: now - hour })
    await arrive({})
    expect(newest()).toMatchObject({ repId: 'ann' })
  })

  it('AF10: is not taken for full either: with nobody else left the lead is offered, and the flag says so', async () => {
    await publish()
    set('ann', { capacityAt: now - 25 * hour })
    for (const id of ['bob', 'cem']) set(id, { capacity: 0 })
    await arrive({})
    expect(newest()).toMatchObject({ repId: 'ann', state: 'offered' })
    expect(readExplanation(newest()?.explanation)?.ranked).toMatchObject([{ id: 'ann', flags: ['stale-capacity'] }])
  })
})

describe('AF11: the example of R5', () => {
  it('AF11: deals A and B of the west go to Alice and Carol, C of the east to Bob, and where there are no reps the queue has it at once', async () => {
    for (const [id, name, territory] of [['ann', 'Alice', 'west'], ['bob', 'Bob', 'east'], ['cem', 'Carol', 'west']] as const) set(id, { name, territories: [territory], capacity: 10 })
    await publish({ method: 'fewest' })
    for (const territory of ['west', 'west', 'east']) await arrive({ territory })
    const names = new Map(db().select({ id: reps.id, name: reps.name }).from(reps).all().map(({ id, name }) => [id, name]))
    expect(offers().map(({ repId }) => names.get(repId))).toEqual(['Alice', 'Carol', 'Bob'])

    const before = now
    await arrive({ territory: 'north' })
    expect(offers()).toHaveLength(3)
    const [waiting] = db().select().from(workItems).where(eq(workItems.kind, 'claim')).all()
    expect(waiting).toMatchObject({ queueId: 'queue', state: 'open', title: 'Take Deal 4' })
    expect((waiting?.createdAt ?? 0) - before).toBeLessThan(minute)
    expect(db().select().from(leads).where(inArray(leads.state, ['queued'])).all()).toMatchObject([{ name: 'Deal 4' }])
  })
})
