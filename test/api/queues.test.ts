import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { assignments, auditLog, leads, queues, reps, teams, users, workItems } from '#server/db/schema'
import { openWorkItem } from '#server/work-items/open-work-item'
import { createDrainQueues } from '#server/work-items/drain-queues'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* Queues: what waits in each, who watches it, whose people are offered it, and how that is changed. */

const minute = 60_000
const start = Date.now()

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let now: number

interface Row { id: string; name: string; team: { id: string } | null; watchers: { id: string; active: boolean; awayUntil: number | null }[]; gap: string | null; waiting: number; oldestAt: number | null; overdue: number; flows: string[]; offerForMs: number; leastLeftMs: number }
interface Entries { entries: { id: string; lead: { name: string } | null; score: number | null; asked: { id: string; until: number | null } | null; flow: { name: string } | null }[]; next: string | null }

beforeEach(async () => {
  now = start
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
})

const read = async <Body>(path: string) => (await (await call(path)).json()) as Body
const list = async () => (await read<{ queues: Row[] }>('/api/queues')).queues
const entries = (query = '') => read<Entries>(`/api/queues/queue/entries${query}`)
const change = (json: object, id = 'queue') => call(`/api/queues/${id}`, { method: 'PATCH', json })
const said = async (answer: Response) => [answer.status, ((await answer.json()) as { error?: { message: string } }).error?.message]
const routing = (queue: string) => ({ ...fallbackRouting.build('fast', { team: 'team', queue, rota: 'rota' }), name: 'Case' })
const claim = (id: string, repId: string) => call(`/api/work/${id}/claim`, { json: { repId } })

/** Leads that wait in the queue, one a second, the first is the oldest. */
async function wait(count: number, { score, territory = 'west' }: { score?: number; territory?: string } = {}): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const number = world.db.select({ id: leads.id }).from(leads).all().length + 1
    await world.receive({ name: `Lead ${number}`, email: `q${number}@test.example`, territory }, { id: `q${number}`, now })
    const lead = world.db.select({ id: leads.id }).from(leads).where(eq(leads.name, `Lead ${number}`)).get()?.id ?? ''
    if (score !== undefined) world.db.update(leads).set({ score }).where(eq(leads.id, lead)).run()
    ids.push(openWorkItem(world.db, { kind: 'claim', title: `Take Lead ${number}`, detail: '', subjectType: 'lead', subjectId: lead, queueId: 'queue', dueAt: now + 30 * minute, openKey: `claim:lead:${lead}:queue` }, now))
    now += 1_000
  }
  return ids
}

describe('a queue', () => {
  it('is listed with what waits there, who watches, and which published flows put leads there', async () => {
    expect(await list()).toMatchObject([{ id: 'queue', name: 'Queue', team: null, watchers: [{ id: 'max', active: true, awayUntil: null }], gap: 'one-only', waiting: 0, oldestAt: null, overdue: 0, flows: [], offerForMs: 15 * minute, leastLeftMs: 2 * minute }])
    await wait(2)
    now = start + 30 * minute
    await world.publish(routing('queue'))
    expect(await list()).toMatchObject([{ waiting: 2, oldestAt: start, overdue: 1, flows: ['Case'] }])
    const other = routing('other')
    world.db.insert(queues).values({ id: 'other', name: 'A queue before', createdAt: now }).run()
    await change({ watchers: ['max'] }, 'other')
    await world.publish(other)
    expect((await list()).map(({ name, flows }) => [name, flows])).toEqual([['A queue before', ['Case']], ['Queue', []]])
  })

  it('says when its watchers are away or have left', async () => {
    world.db.update(reps).set({ awayUntil: now + 60 * minute }).where(eq(reps.id, 'max')).run()
    expect(await list()).toMatchObject([{ gap: 'all-away', watchers: [{ awayUntil: now + 60 * minute }] }])
    expect((await change({ watchers: ['max', 'ann'] })).status).toBe(200)
    expect(await list()).toMatchObject([{ gap: null }])
    world.db.update(reps).set({ active: false }).run()
    expect(await list()).toMatchObject([{ gap: 'nobody' }])
  })

  it('is made with watchers and changed in one audited step; what is not different is no change', async () => {
    const answer = await call('/api/queues', { json: { name: 'Overflow East', watchers: ['ann', 'bob'], teamId: 'team', offerForMs: 5 * minute } })
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as { id: string }
    expect(await read(`/api/queues/${id}`)).toMatchObject({ name: 'Overflow East', team: { id: 'team', name: 'Team' }, offerForMs: 5 * minute, leastLeftMs: 2 * minute, watchers: [{ id: 'ann' }, { id: 'bob' }], gap: null })
    expect((await change({ name: 'East', teamId: null, watchers: ['bob'], leastLeftMs: 0 }, id)).status).toBe(200)
    expect((await change({ name: 'East', teamId: null, watchers: ['bob'] }, id)).status).toBe(200)
    expect(await read(`/api/queues/${id}`)).toMatchObject({ name: 'East', team: null, watchers: [{ id: 'bob' }], leastLeftMs: 0 })
    const kept = world.db.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(asc(auditLog.seq)).all()
    expect(kept.map(({ action }) => action)).toEqual(['queue.created', 'queue.people-added', 'queue.changed', 'queue.changed'])
    expect(kept.at(-1)).toMatchObject({ before: { name: 'Overflow East', teamId: 'team', watchers: ['ann', 'bob'], leastLeftMs: 2 * minute }, after: { name: 'East', teamId: null, watchers: ['bob'], leastLeftMs: 0 } })
  })

  it('F8: is never without an active watcher', async () => {
    expect(await said(await call('/api/queues', { json: { name: 'Alone', watchers: [] } }))).toEqual([400, expect.stringContaining('would be forgotten')])
    expect((await call('/api/queues', { json: { name: 'Alone' } })).status).toBe(400)
    expect(await said(await change({ watchers: [] }))).toEqual([400, expect.stringContaining('would be forgotten')])
    world.db.update(reps).set({ active: false }).where(eq(reps.id, 'ann')).run()
    expect(await said(await change({ watchers: ['ann'] }))).toEqual([400, expect.stringContaining('not active any more')])
    expect(await list()).toMatchObject([{ watchers: [{ id: 'max' }] }])
  })

  it('refuses what nobody could mean: names twice, teams that are gone, times without bounds', async () => {
    expect(await said(await call('/api/queues', { json: { name: 'QUEUE', watchers: ['max'] } }))).toEqual([409, 'There is a queue “Queue” already. Choose another name.'])
    expect((await change({ name: 'Queue' })).status).toBe(200)
    expect(await said(await change({ teamId: 'nobody' }))).toEqual([400, expect.stringContaining('team does not exist')])
    world.db.update(teams).set({ deletedAt: now }).run()
    expect((await change({ teamId: 'team' })).status).toBe(400)
    for (const bad of [{ name: ' ' }, { name: 'x'.repeat(121) }, { offerForMs: 1 }, { offerForMs: 8 * 24 * 60 * minute }, { leastLeftMs: -1 }, { watchers: Array.from({ length: 51 }, () => 'max') }]) expect((await change(bad)).status, JSON.stringify(bad).slice(0, 60)).toBe(400)
    expect([(await call('/api/queues/none')).status, (await call('/api/queues/none/entries')).status, (await change({ name: 'X' }, 'none')).status]).toEqual([404, 404, 404])
    expect((await call('/api/queues/queue/entries?cursor=nonsense')).status).toBe(400)
    expect((await call('/api/queues/queue/entries?limit=5000')).status).toBe(400)
  })

  it('is deleted only when nothing waits there and nothing names it, and says what holds it', async () => {
    const [first = ''] = await wait(2)
    await world.publish(routing('queue'))
    expect((await call('/api/sources/default', { method: 'PUT', json: { teamId: 'team', queueId: 'queue' } })).status).toBe(200)
    expect(await said(await call('/api/queues/queue', { method: 'DELETE' }))).toEqual([409, '“Queue” cannot be deleted yet. 2 leads wait in it: claim them or give them to somebody. The published flow “Case” puts leads there: choose another queue in the steps and publish. The default pool at Records → Sources names it: choose another queue there.'])
    await claim(first, 'ann')
    const { id } = (await (await call('/api/queues', { json: { name: 'Unused', watchers: ['max'] } })).json()) as { id: string }
    expect((await call(`/api/queues/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await list()).map(({ name }) => name)).toEqual(['Queue'])
  })

  it('is read by everybody and changed by managers', async () => {
    world.db.update(users).set({ role: 'rep' }).run()
    expect([(await call('/api/queues')).status, (await call('/api/queues/queue')).status, (await call('/api/queues/queue/entries')).status]).toEqual([200, 200, 200])
    expect([(await change({ name: 'Mine' })).status, (await call('/api/queues', { json: { name: 'Mine', watchers: ['max'] } })).status, (await call('/api/queues/queue', { method: 'DELETE' })).status]).toEqual([403, 403, 403])
    world.db.update(users).set({ role: 'manager' }).run()
    expect((await change({ name: 'Mine' })).status).toBe(200)
  })
})

describe('what waits in a queue', () => {
  it('stands in the order in which it is offered, a page at a time, none twice', async () => {
    await wait(3)
    await wait(2, { score: 80 })
    const seen: (string | undefined)[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Entries = await entries(`?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.entries.map(({ lead }) => lead?.name))
      cursor = page.next
    }
    expect(seen).toEqual(['Lead 4', 'Lead 5', 'Lead 1', 'Lead 2', 'Lead 3'])
  })

  it('says who is asked for it and until when, by the queue’s own time', async () => {
    await change({ teamId: 'team', offerForMs: 5 * minute })
    await wait(1)
    const drain = createDrainQueues(world.db, world.writer)
    while (await drain(now));
    expect((await entries()).entries).toMatchObject([{ lead: { name: 'Lead 1' }, asked: { id: 'ann', until: now + 5 * minute } }])
    // Who does not answer in the queue's time is followed by the next.
    expect(await drain(now + 5 * minute - 1)).toBe(false)
    while (await drain(now + 5 * minute));
    expect((await entries()).entries).toMatchObject([{ asked: { id: 'bob' } }])
    expect(world.db.select({ repId: assignments.repId, state: assignments.state, endedFor: assignments.endedFor }).from(assignments).orderBy(asc(assignments.id)).all()).toEqual([{ repId: 'ann', state: 'expired', endedFor: 'unanswered' }, { repId: 'bob', state: 'offered', endedFor: null }])
  })

  it('is claimed once: of two at once one has it, and the other is told who', async () => {
    const [id = ''] = await wait(1)
    const people = ['bob', 'cem']
    const answers = await Promise.all(people.map((person) => claim(id, person)))
    // Which of the two is first is up to the machine.
    const first = answers.findIndex(({ status }) => status === 200)
    expect(await said(answers[1 - first] as Response)).toEqual([409, `Taken by ${people[first]} already.`])
    expect((await entries()).entries).toEqual([])
    expect(await list()).toMatchObject([{ waiting: 0 }])
  })
})

describe('people with room for whom nothing fits', () => {
  const offered = () => world.db.select({ repId: assignments.repId }).from(assignments).where(eq(assignments.state, 'offered')).all().map(({ repId }) => repId)

  beforeEach(() => {
    world.db.update(queues).set({ teamId: 'team' }).run()
    world.db.update(reps).set({ territories: ['east'] }).run()
  })

  it('are not looked at each second with all that waits, but as soon as they or the queue change', async () => {
    await wait(3)
    const drain = createDrainQueues(world.db, world.writer)
    expect(await drain(now)).toBe(false)
    // A changed lead alone shows in nothing that is read each second, so it is found by the look that comes after a while.
    world.db.update(leads).set({ territory: 'east' }).where(eq(leads.name, 'Lead 2')).run()
    expect(await drain(now + 29_000)).toBe(false)
    expect(offered()).toEqual([])
    while (await drain(now + 30_000));
    expect(offered()).toEqual(['ann'])

    expect(await drain(now + 31_000)).toBe(false)
    world.db.update(reps).set({ territories: ['west'] }).where(eq(reps.id, 'cem')).run()
    while (await drain(now + 32_000));
    expect(offered().sort()).toEqual(['ann', 'cem', 'cem'])

    expect(await drain(now + 33_000)).toBe(false)
    world.db.update(reps).set({ territories: ['east'] }).where(eq(reps.id, 'cem')).run()
    await wait(1, { territory: 'east' })
    while (await drain(now + 34_000));
    expect(offered()).toHaveLength(4)
    expect(world.db.select().from(workItems).where(eq(workItems.state, 'open')).all()).toHaveLength(4)
  })
})
