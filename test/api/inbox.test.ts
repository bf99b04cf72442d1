import { desc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { assignments, events, leads, notes, reps, users, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* What somebody on the roster has and does, as `ann`, who signs in as the owner of the workspace. */

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
const now = Date.now()

interface Inbox {
  me: { id: string; awayUntil: number | null }
  offers: { id: string; lead: { name: string } }[]
  leads: { id: string }[]
  tasks: { id: string; title: string }[]
  colleagues: { id: string }[]
}

beforeEach(async () => {
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world))
  const owner = world.db.select({ id: users.id }).from(users).get()
  world.db.update(reps).set({ userId: owner?.id ?? null }).where(eq(reps.id, 'ann')).run()
})

const inbox = async () => (await (await call('/api/inbox')).json()) as Inbox
const leadId = () => world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
const offerOf = (id: string) => world.db.select().from(assignments).where(eq(assignments.id, id)).get()

async function offer(to = 'ann'): Promise<string> {
  await world.receive({ name: 'Zoë', email: 'zoe@test.example' }, { id: 'e1', now })
  world.db.insert(assignments).values({ id: 'offer', subjectType: 'lead', subjectId: leadId(), repId: to, level: 'First', state: 'offered', offeredAt: now }).run()
  return 'offer'
}

describe('the inbox', () => {
  it('is for who is on the roster, and says so to others', async () => {
    world.db.update(reps).set({ userId: null }).where(eq(reps.id, 'ann')).run()
    const answer = await call('/api/inbox')
    expect([answer.status, await answer.json()]).toEqual([404, { error: { code: 'not-found', message: expect.stringContaining('not on the roster') } }])
  })

  it('is found by the address, however it is written, as long as nobody is linked', async () => {
    const owner = world.db.select({ email: users.email }).from(users).get()
    world.db.update(reps).set({ userId: null, email: owner?.email.toUpperCase() ?? '' }).where(eq(reps.id, 'ann')).run()
    expect((await inbox()).me.id).toBe('ann')
    world.db.update(reps).set({ userId: 'somebody else' }).where(eq(reps.id, 'ann')).run()
    expect((await call('/api/inbox')).status).toBe(404)
  })

  it('is who claims work without saying for whom; not who has left', async () => {
    const claim = async (id: string, repId?: string) => {
      await world.receive({ name: 'Zoë' }, { id, now })
      const subjectId = world.db.select({ id: leads.id }).from(leads).orderBy(desc(leads.id)).get()?.id ?? ''
      world.db.insert(workItems).values({ id, kind: 'claim', title: id, detail: '', queueId: 'queue', subjectType: 'lead', subjectId, state: 'open', dueAt: now, openKey: id, createdAt: now }).run()
      return call(`/api/work/${id}/claim`, { json: { repId } })
    }
    expect(await (await claim('first')).json()).toMatchObject({ ok: true, owner: { id: 'ann' } })
    expect(await (await claim('for bob', 'bob')).json()).toMatchObject({ ok: true, owner: { id: 'bob' } })
    world.db.update(users).set({ role: 'rep' }).run()
    expect((await claim('as a rep, for bob', 'bob')).status).toBe(403)
    expect((await claim('as a rep', 'ann')).status).toBe(200)
    world.db.update(reps).set({ active: false }).where(eq(reps.id, 'ann')).run()
    expect((await claim('second')).status).toBe(400)
  })

  it('offers a lead, which is taken once', async () => {
    const id = await offer()
    expect((await inbox()).offers).toMatchObject([{ id, lead: { name: 'Zoë' } }])
    for (const press of [1, 2]) expect([press, (await call(`/api/inbox/offers/${id}`, { json: { answer: 'have-it' } })).status]).toEqual([press, 200])
    expect(await inbox()).toMatchObject({ offers: [], leads: [{ id: leadId() }] })
  })

  it('passes a lead on with a reason', async () => {
    const id = await offer()
    await call(`/api/inbox/offers/${id}`, { json: { answer: 'pass-on', why: 'I know them privately' } })
    expect(offerOf(id)).toMatchObject({ state: 'declined', endedFor: 'I know them privately' })
  })

  it('does not answer for somebody else', async () => {
    const id = await offer('bob')
    expect((await call(`/api/inbox/offers/${id}`, { json: { answer: 'have-it' } })).status).toBe(404)
    expect(offerOf(id)?.state).toBe('offered')
  })

  it('says how an offer turned out that is open no more, to whom it was made', async () => {
    const id = await offer('bob')
    expect((await call(`/api/inbox/offers/${id}`)).status).toBe(404)
    world.db.insert(assignments).values({ id: 'before', subjectType: 'lead', subjectId: leadId(), repId: 'ann', level: 'First', state: 'expired', offeredAt: now - 1, endedAt: now }).run()
    expect(await (await call('/api/inbox/offers/before')).json()).toMatchObject({ state: 'taken', newOwner: 'bob', lead: { name: 'Zoë' } })
  })

  it('hands a lead over with its history and a task, once, and not to somebody who has left', async () => {
    await call(`/api/inbox/offers/${await offer()}`, { json: { answer: 'have-it' } })
    world.db.update(reps).set({ active: false }).where(eq(reps.id, 'cem')).run()
    const give = (to: string) => call(`/api/inbox/leads/${leadId()}/hand-over`, { json: { to, note: 'She prefers mornings' } })
    expect((await give('cem')).status).toBe(400)
    expect((await give('ann')).status).toBe(400)
    expect((await give('bob')).status).toBe(200)
    expect((await give('bob')).status).toBe(409)
    expect(world.db.select({ ownerId: leads.ownerId }).from(leads).get()?.ownerId).toBe('bob')
    expect(world.db.select({ text: notes.text }).from(notes).all()).toEqual([{ text: 'ann has handed this lead over to bob. ann says: She prefers mornings' }])
    expect(world.db.select().from(workItems).all()).toMatchObject([{ kind: 'task', assigneeId: 'bob', title: 'Get in touch with Zoë' }])
    expect(world.db.select().from(assignments).all().filter(({ state }) => state === 'accepted' || state === 'offered')).toHaveLength(1)
    expect((await findLeaks(world.db.$client, now)).filter(({ kind }) => kind !== 'lead-with-nobody')).toEqual([])
  })

  it('sets away until, which passes open offers on at once, and not until a time that is over', async () => {
    const id = await offer()
    expect((await call('/api/inbox/presence', { json: { awayUntil: now - 1 } })).status).toBe(400)
    expect((await call('/api/inbox/presence', { json: { awayUntil: now + 3_600_000 } })).status).toBe(200)
    expect(offerOf(id)).toMatchObject({ state: 'declined', endedFor: 'away' })
    expect((await inbox()).me.awayUntil).toBe(now + 3_600_000)
  })

  it('finishes own tasks only', async () => {
    const item = (id: string, assigneeId: string) => world.db.insert(workItems).values({ id, kind: 'task', title: id, detail: '', assigneeId, state: 'open', dueAt: now, openKey: id, createdAt: now }).run()
    item('mine', 'ann')
    item('theirs', 'bob')
    expect((await inbox()).tasks).toMatchObject([{ id: 'mine' }])
    expect((await call('/api/inbox/tasks/theirs/done', { json: {} })).status).toBe(404)
    expect((await call('/api/inbox/tasks/mine/done', { json: {} })).status).toBe(200)
    expect((await inbox()).tasks).toEqual([])
  })

  it('closes a lead that is theirs: room is free, what was to do is done, flows hear of it, and a second time is refused', async () => {
    await offer()
    await call('/api/inbox/offers/offer', { method: 'POST', json: { answer: 'have-it' } })
    world.db.insert(workItems).values({ id: 'todo', kind: 'task', title: 'Call', detail: '', subjectType: 'lead', subjectId: leadId(), assigneeId: 'ann', state: 'open', openKey: 'todo', dueAt: now, createdAt: now }).run()
    const close = () => call(`/api/inbox/leads/${leadId()}/close`, { method: 'POST', json: { outcome: 'not-for-us' } })
    expect((await close()).status).toBe(200)
    expect(world.db.select({ state: leads.state }).from(leads).get()).toEqual({ state: 'rejected' })
    expect([offerOf('offer')?.state, offerOf('offer')?.endedFor, (await inbox()).leads]).toEqual(['released', 'closed', []])
    expect(world.db.select({ state: workItems.state, outcome: workItems.outcome }).from(workItems).where(eq(workItems.id, 'todo')).get()).toEqual({ state: 'done', outcome: 'lead-closed' })
    expect(world.db.select({ data: events.data }).from(events).where(eq(events.type, 'lead.closed')).all()).toEqual([{ data: { outcome: 'not-for-us' } }])
    expect((await close()).status).toBe(409)
    expect(await findLeaks(world.db.$client, now)).toEqual([])
  })

  it('does not close a lead of somebody else', async () => {
    await offer('bob')
    expect((await call(`/api/inbox/leads/${leadId()}/close`, { method: 'POST', json: { outcome: 'won' } })).status).toBe(409)
  })
})
