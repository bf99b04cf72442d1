import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Explanation } from '#nodes/revops/explanation'
import type { JsonObject } from '#nodes/sdk/json'
import { idAt } from '#server/db/id-at'
import { assignments, leads, reps } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const day = 86_400_000
// Whoever is signed in is so by the real clock.
const now = Date.now()

let made = 0
let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  world = createWorld({ now: now - 60 * day, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
  await world.receive({ name: 'Zoë', email: 'zoe@test.example' }, { id: 'e1', now })
})

const leadId = () => world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
const owner = (id: string, performance: number, load = 0) => ({ id, name: id, score: 0, parts: { capacity: 1, skill: 1, performance, availability: 1 }, load, capacity: 10 })
const ranking: Pick<Explanation, 'ranked' | 'passedOver' | 'rankedCount'> = { ranked: [owner('ann', 0.2), owner('bob', 1)], passedOver: [{ id: 'cem', name: 'cem', why: 'away' }], rankedCount: 2 }

function offered(repId: string, at: number, more: Partial<typeof assignments.$inferInsert> = {}): string {
  made += 1
  // As an id of that instant: those of this process only grow, and tests go back.
  const id = `${idAt(at)}${String(made).padStart(16, '0')}`
  world.db.insert(assignments).values({ id, subjectType: 'lead', subjectId: `gone-${id}`, repId, level: 'Pick', state: 'declined', offeredAt: at, explanation: ranking as unknown as JsonObject, ...more }).run()
  return id
}
const read = async <Body>(path: string, json?: unknown) => (await (await call(path, json === undefined ? {} : { json })).json()) as Body

describe('assignments', () => {
  it('are those of the last 30 days, newest first, in pages, with who it was about', async () => {
    offered('ann', now - 31 * day)
    const first = offered('ann', now - 29 * day)
    const second = offered('bob', now - 2)
    const third = offered('ann', now - 1, { subjectId: leadId(), state: 'accepted', answeredAt: now })
    interface Page { assignments: { id: string; subjectName: string | null; repName: string; explanation?: unknown }[]; next: string | null }
    const page = await read<Page>('/api/assignments?limit=2')
    expect(page.assignments.map(({ id, subjectName, repName }) => [id, subjectName, repName])).toEqual([[third, 'Zoë', 'ann'], [second, null, 'bob']])
    expect(page.assignments[0]).not.toHaveProperty('explanation')
    expect((await read<Page>(`/api/assignments?limit=2&cursor=${page.next}`)).assignments.map(({ id }) => id)).toEqual([first])
    expect((await read<Page>('/api/assignments?rep=bob')).assignments.map(({ id }) => id)).toEqual([second])
    expect((await read<Page>(`/api/assignments?lead=${leadId()}`)).assignments.map(({ id }) => id)).toEqual([third])
  })

  it('say why, as it was kept; one that nobody has is not found', async () => {
    const id = offered('ann', now)
    expect(await read(`/api/assignments/${id}`)).toMatchObject({ repName: 'ann', explanation: ranking })
    expect((await call('/api/assignments/none')).status).toBe(404)
  })
})

describe('what if', () => {
  const weights = { capacity: 0, skill: 0, performance: 1, availability: 0 }
  interface Said { decisions: number; changed: number; spread: { id: string; was: number; would: number }[]; unlisted: number }

  it('decides again what a ranking decided in the last 30 days', async () => {
    offered('ann', now - 31 * day)
    offered('ann', now - 1)
    offered('bob', now)
    offered('max', now, { explanation: { onDuty: true } })
    offered('max', now, { explanation: null })
    const said = await read<Said>('/api/routing/what-if', { weights })
    expect(said).toMatchObject({ decisions: 2, changed: 1, unlisted: 0, spread: [{ id: 'bob', was: 1, would: 2 }, { id: 'ann', was: 1, would: 0 }] })
    expect((await read<Said>('/api/routing/what-if', { weights, team: 'other' })).decisions).toBe(0)
  })

  it('begins with the weights of the newest decision', async () => {
    expect(await read('/api/routing/what-if', {})).toMatchObject({ decisions: 0, weights: { capacity: 0.4 } })
    offered('ann', now - 1, { explanation: { ...ranking, weights: { capacity: 1, skill: 1, performance: 1, availability: 1 } } as unknown as JsonObject })
    offered('ann', now, { explanation: { ...ranking, weights } as unknown as JsonObject })
    expect(await read('/api/routing/what-if', {})).toMatchObject({ decisions: 2, weights })
  })

  it('says how many rankings were longer than what was kept of them', async () => {
    offered('ann', now, { explanation: { ...ranking, rankedCount: 90 } as unknown as JsonObject })
    expect((await read<Said>('/api/routing/what-if', { weights })).unlisted).toBe(1)
  })

  it('refuses weights that are none', async () => {
    expect((await call('/api/routing/what-if', { json: { weights: { ...weights, skill: -1 } } })).status).toBe(400)
  })
})

describe('balance of a team', () => {
  interface Balance { teams: { id: string; load: number; capacity: number; unevenness: number | null; reps: { id: string; offered: number; taken: number; staleSince: number | null }[] }[] }
  const team = async () => (await read<Balance>('/api/routing/balance')).teams[0]

  it('R11, C6: says who was offered and took how much, how uneven that is by room, and whose room is an old report', async () => {
    for (const id of ['ann', 'bob', 'cem']) world.db.update(reps).set({ capacity: 10 }).where(eq(reps.id, id)).run()
    world.db.update(reps).set({ capacityAt: now - day - 5 }).where(eq(reps.id, 'cem')).run()
    offered('ann', now - 31 * day)
    offered('ann', now, { state: 'accepted', answeredAt: now })
    offered('ann', now)
    offered('bob', now)
    expect(await team()).toMatchObject({ id: 'team', load: 1, capacity: 30, reps: [{ id: 'ann', offered: 2, taken: 1, staleSince: null }, { id: 'bob', offered: 1, taken: 0 }, { id: 'cem', offered: 0, staleSince: now - 5 }] })
    expect((await team())?.unevenness).toBeCloseTo(4 / 9, 12)
  })

  it('compares nobody who joined meanwhile, and says nothing of fewer than two', async () => {
    offered('ann', now)
    for (const id of ['bob', 'cem']) world.db.update(reps).set({ joinedAt: now - day }).where(eq(reps.id, id)).run()
    expect((await team())?.unevenness).toBeNull()
  })
})
