import { and, asc, eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assignments, leads, notes, notices, queues, reps, waits, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { createHandOverLeads } from '#server/roster/leaving/hand-over-leads'
import { type RepChange, updateRep } from '#server/roster/update-rep'
import { claimItem } from '#server/work-items/claim-item'
import { createDrainQueues } from '#server/work-items/drain-queues'
import { answerOffer } from '#server/acks/answer-offer'
import { viewOffer } from '#server/acks/view-offer'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { startTemporalWorld, type TemporalDriver } from '../conformance/drivers/temporal-driver'

/* The acceptance scenarios of fallback routing, each on the ready template and the real Temporal, where time is skipped. */

const minute = 60_000
// A Friday, 13:00 in Berlin.
const friday = Date.parse('2031-11-21T12:00:00Z')
const actor = { kind: 'system' as const, id: 'test' }

let driver: TemporalDriver
let now: number

beforeEach(async () => {
  driver = await startTemporalWorld(friday, { cached: 500 })
  now = await driver.now()
})
afterEach(() => driver.stop())

const db = () => driver.world.db
/** Time goes on by itself while things happen, too. */
async function look(): Promise<number> {
  now = await driver.now()
  return now
}
async function change(repId: string, values: RepChange): Promise<void> {
  await look()
  await driver.world.writer.write((tx) => updateRep(tx, { repId, change: values, actor }, now))
}
const live = () => db().select().from(assignments).where(inArray(assignments.state, ['offered', 'accepted'])).all()
const heldBy = (repId: string) => live().filter((each) => each.repId === repId).length
const offered = () => db().select().from(assignments).where(eq(assignments.state, 'offered')).orderBy(asc(assignments.id)).all()
const openWork = (kind: 'claim' | 'task') => db().select().from(workItems).where(and(eq(workItems.kind, kind), eq(workItems.state, 'open'))).all()
const owners = () => db().select().from(leads).orderBy(asc(leads.id)).all().map((lead) => lead.ownerId)

async function publish(preset: 'standard' | 'fast' = 'standard'): Promise<void> {
  const document = fallbackRouting.build(preset, { team: 'team', queue: 'queue', rota: 'rota' })
  await driver.world.publish({ ...document, name: 'Case' })
}

async function arrive(count = 1, first = 1): Promise<void> {
  await look()
  await Promise.all(Array.from({ length: count }, (_, index) => driver.world.receive({ name: `Lead ${first + index}`, email: `lead${first + index}@test.example`, territory: 'west', amount: 10 }, { id: `event-${first + index}`, now })))
  await driver.settle()
  await look()
}

async function pass(ms: number): Promise<void> {
  await driver.advanceTo((await look()) + ms)
  await look()
}

async function claim(repId: string, index = 0): Promise<void> {
  const itemId = openWork('claim')[index]?.id ?? ''
  await driver.world.writer.write((tx) => claimItem(tx, { itemId, repId, actor: { kind: 'person', id: repId } }, now))
}

it('AF1: all reps are away, so a lead waits in the queue at once, and whoever is on duty is called by the deadline', async () => {
  await publish()
  for (const id of ['ann', 'bob', 'cem']) await change(id, { awayUntil: now + 7 * 24 * 60 * minute })
  await arrive()
  expect(offered()).toEqual([])
  expect(openWork('claim')).toHaveLength(1)
  await pass(31 * minute)
  expect(driver.world.see().effects.filter((each) => each.startsWith('tell-duty.1 ') && each.includes(' max '))).not.toEqual([])
  expect(await findLeaks(db().$client, now)).toEqual([])
})

it('AF2: of 200 leads at once for three reps with room for ten each, exactly 30 are assigned and 170 wait in the watched queue', { timeout: 240_000 }, async () => {
  await publish()
  for (const id of ['ann', 'bob', 'cem']) await change(id, { capacity: 10 })
  await arrive(200)
  expect(['ann', 'bob', 'cem'].map(heldBy)).toEqual([10, 10, 10])
  expect(openWork('claim')).toHaveLength(170)
  const everywhere = [...live().map((each) => each.subjectId), ...openWork('claim').map((each) => each.subjectId)]
  expect(new Set(everywhere).size).toBe(200)
  expect(await findLeaks(db().$client, now)).toEqual([])
})

it('AF3: who does not answer in 30 seconds is followed by the backup, and a late answer is refused with the name of the new owner', async () => {
  await publish('fast')
  await arrive()
  const [first] = offered()
  const due = db().select().from(waits).where(eq(waits.state, 'open')).get()?.dueAt ?? 0
  await driver.advanceTo(due + 100)
  await look()
  const [second] = offered()
  expect(second?.repId).not.toBe(first?.repId)
  expect(due - (first?.offeredAt ?? 0)).toBeGreaterThanOrEqual(30_000)
  expect((second?.offeredAt ?? 0) - due).toBeLessThanOrEqual(2_000)
  await driver.world.answer('have-it', now)
  await driver.world.writer.write((tx) => answerOffer(tx, { assignmentId: first?.id ?? '', answer: 'have-it' }, now))
  await driver.settle()
  expect(owners()).toEqual([second?.repId])
  expect(JSON.stringify(viewOffer(db(), first?.id ?? '', now))).toContain(`"${second?.repId}"`)
})

it('AF4: whoever leaves while a lead waits for an answer is followed at once, and their leads move with all that was written down, to nobody who is full', { timeout: 240_000 }, async () => {
  await publish()
  for (const id of ['bob', 'cem']) await change(id, { capacity: 0 })
  await arrive(40)
  for (let each = 0; each < 40; each += 1) await driver.world.answer('have-it', now)
  await driver.settle()
  expect(heldBy('ann')).toBe(40)
  await arrive(1, 41)
  expect(offered().map(({ repId }) => repId)).toEqual(['ann'])
  await change('bob', { capacity: 25 })
  await change('cem', { capacity: 10 })

  const due = db().select().from(waits).where(eq(waits.state, 'open')).get()?.dueAt ?? 0
  await change('ann', { active: false })
  await driver.settle()
  // The window of a quarter of an hour was not waited for.
  expect(due - (await look())).toBeGreaterThan(14 * minute)
  expect(offered()).toHaveLength(1)
  expect(offered()[0]?.repId).not.toBe('ann')
  expect(db().select().from(assignments).where(eq(assignments.endedFor, 'left')).all()).toHaveLength(1)

  const handOver = createHandOverLeads(db(), driver.world.writer)
  while (await handOver(now));
  expect(heldBy('ann')).toBe(0)
  expect([heldBy('bob'), heldBy('cem')]).toEqual([25, 10])
  const moved = db().select().from(leads).where(inArray(leads.ownerId, ['bob', 'cem'])).all()
  expect(moved).toHaveLength(34)
  expect(openWork('claim')).toHaveLength(6)
  expect(db().select().from(notes).all()).toHaveLength(34)
  expect(db().select().from(notices).where(eq(notices.personId, 'bob')).all().filter(({ title }) => title.endsWith('is yours now'))).toHaveLength(heldBy('bob') - offered().filter(({ repId }) => repId === 'bob').length)
  expect(openWork('task')).toHaveLength(34)
  expect(await findLeaks(db().$client, now)).toEqual([])
  expect(await handOver(now)).toBe(false)
})

it('AF5: who lets a third lead wait in vain on one day is doubted until they are back, and the manager is told once', async () => {
  await publish()
  for (const id of ['bob', 'cem']) await change(id, { awayUntil: now + 7 * 24 * 60 * minute })
  const alerts = () => db().select().from(workItems).all().filter(({ openKey }) => openKey.startsWith('silent:ann'))
  const doubted = () => db().select().from(reps).where(eq(reps.id, 'ann')).get()?.doubtedAt
  for (const [index, told] of [[1, 0], [2, 0], [3, 1], [4, 1]] as const) {
    await arrive(1, index)
    await pass(16 * minute)
    expect(alerts()).toHaveLength(told)
    await claim('max')
    await driver.settle()
  }
  expect(doubted()).not.toBeNull()
  expect(alerts()[0]).toMatchObject({ assigneeId: 'max', title: 'ann has not answered 3 leads today' })
  await change('ann', { presence: 'online' })
  expect(doubted()).toBeNull()

  // The day is over where ann is, at 23:00 UTC: counted anew.
  await driver.advanceTo(Date.parse('2031-11-21T23:00:01Z'))
  now = await driver.now()
  await arrive(1, 5)
  await pass(16 * minute)
  expect(alerts()).toHaveLength(1)
  expect(doubted()).toBeNull()
})

it('AF7: of two managers who claim one lead in the queue at once, one has it, and the other is told who', async () => {
  await publish()
  for (const id of ['ann', 'bob', 'cem']) await change(id, { capacity: 0 })
  await arrive()
  const results = await Promise.allSettled([claim('max'), claim('bob')])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(String((results[1] as PromiseRejectedResult).reason.message)).toContain('max')
  await driver.settle()
  expect(owners()).toEqual(['max'])
  expect(live()).toHaveLength(1)
})

it('AF12: what waits in the queue is offered when somebody has room again, by score and then by age; who claims comes first', { timeout: 120_000 }, async () => {
  await publish()
  db().update(queues).set({ teamId: 'team' }).where(eq(queues.id, 'queue')).run()
  for (const id of ['ann', 'bob', 'cem']) await change(id, { capacity: 0 })
  for (const index of [1, 2, 3, 4, 5]) await arrive(1, index)
  const leadOf = (index: number) => db().select().from(leads).where(eq(leads.email, `lead${index}@test.example`)).get()?.id ?? ''
  db().update(leads).set({ score: 80 }).where(inArray(leads.id, [leadOf(3), leadOf(4)])).run()
  const drain = createDrainQueues(db(), driver.world.writer)
  const drainAll = async () => {
    await look()
    while (await drain(now));
    await driver.settle()
  }
  const stands = () => offered().map(({ repId, subjectId }) => [repId, subjectId])
  await drainAll()
  expect(stands()).toEqual([])

  // Somebody else is quicker: what they have claimed is offered to nobody.
  await claim('max', 0)
  await driver.settle()
  const claimed = live().map(({ subjectId }) => subjectId)
  expect(claimed).toEqual([leadOf(1)])

  await change('ann', { capacity: 2 })
  await drainAll()
  expect(stands()).toEqual([['ann', leadOf(3)], ['ann', leadOf(4)]])
  // They stand in the queue until somebody has them.
  expect(openWork('claim')).toHaveLength(4)
  expect(await findLeaks(db().$client, now)).toEqual([])
  const [first, second] = offered()
  await driver.world.writer.write((tx) => answerOffer(tx, { assignmentId: first?.id ?? '', answer: 'have-it' }, now))
  await driver.settle()
  expect(owners().filter((id) => id === 'ann')).toHaveLength(1)
  expect(openWork('claim')).toHaveLength(3)

  // Passed on, it goes back: not to the same person again, and not past the others who wait.
  await driver.world.writer.write((tx) => answerOffer(tx, { assignmentId: second?.id ?? '', answer: 'pass-on' }, now))
  await change('bob', { capacity: 1 })
  await drainAll()
  expect(stands()).toEqual([['bob', leadOf(4)], ['ann', leadOf(2)]])

  // A watcher may still claim what is offered; the one who was asked is told who has it.
  const item = openWork('claim').find(({ subjectId }) => subjectId === leadOf(2))?.id ?? ''
  await driver.world.writer.write((tx) => claimItem(tx, { itemId: item, repId: 'max', actor: { kind: 'person', id: 'max' } }, now))
  await driver.settle()
  expect(live().filter(({ subjectId }) => subjectId === leadOf(2)).map(({ repId, state }) => [repId, state])).toEqual([['max', 'accepted']])
  expect(await findLeaks(db().$client, now)).toEqual([])

  // Nobody answers: with the wait of the queue the offer is over, and nobody is blamed who was asked so late.
  const left = offered()[0]
  await pass(11 * minute)
  expect(db().select().from(assignments).where(eq(assignments.id, left?.id ?? '')).get()).toMatchObject({ state: 'expired', endedFor: 'went-on' })
  await claim('max', openWork('claim').findIndex(({ subjectId }) => subjectId === leadOf(4)))
  for (const { id } of openWork('claim')) await driver.world.writer.write((tx) => claimItem(tx, { itemId: id, repId: 'max', actor: { kind: 'person', id: 'max' } }, now))
  await driver.settle()
})
