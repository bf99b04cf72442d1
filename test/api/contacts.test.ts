import { beforeEach, describe, expect, it } from 'vitest'
import { contacts, leads } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { buildFlow, minutes } from '../conformance/build-flow'
import { createTestApp } from '../harness/app/create-test-app'

let now = Date.parse('2026-06-03T09:00:00Z')
let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  now = Date.parse('2026-06-03T09:00:00Z')
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
})

interface View {
  contact: { name: string; email: string; phone: string | null }
  leads: { id: string; message: string }[]
  leadCount: number
  runs: { flow: string; leadId: string }[]
}
interface Story {
  entries: { kind: string; at: number; key: string }[]
  next: string | null
}

const contactId = () => world.db.select({ id: contacts.id }).from(contacts).get()?.id ?? ''
const view = async () => (await (await call(`/api/contacts/${contactId()}`)).json()) as View
const story = async (query = '') => (await (await call(`/api/contacts/${contactId()}/timeline${query}`)).json()) as Story
async function arrive(id: string, message: string): Promise<void> {
  now += 60_000
  await world.receive({ name: 'Ada', email: 'ada@test.example', message }, { id, now })
}

describe('a person outside', () => {
  it('has all of their inquiries, and what is under way for each', async () => {
    await world.publish(buildFlow({ wait: ['wait', { duration: minutes(10) }], done: ['end', { reason: 'completed' }] }, { 'wait.done': 'done' }))
    await arrive('one', 'A boat')
    await arrive('two', 'A bigger boat')
    const { contact, leads: inquiries, leadCount, runs } = await view()
    expect(contact).toMatchObject({ name: 'Ada', email: 'ada@test.example' })
    expect([inquiries.map(({ message }) => message), leadCount]).toEqual([['A bigger boat', 'A boat'], 2])
    expect(new Set(runs.map(({ leadId }) => leadId))).toEqual(new Set(world.db.select({ id: leads.id }).from(leads).all().map(({ id }) => id)))
  })

  it('what happened about each inquiry is one story, newest first, in pages that leave nothing out and tell nothing twice', async () => {
    for (const id of ['one', 'two', 'three']) await arrive(id, id)
    await world.event('call.logged', { minutes: 3 }, { id: 'call', now: now + 1_000 })
    const all = (await story()).entries
    expect(all.filter(({ kind }) => kind === 'arrived')).toHaveLength(3)
    expect(all.map(({ at }) => at)).toEqual([...all.map(({ at }) => at)].sort((one, other) => other - one))
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Story = await story(`?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      paged.push(...page.entries.map(({ key }) => key))
      cursor = page.next
    }
    expect(paged).toEqual(all.map(({ key }) => key))
  })

  it('who is not on record, or not any more, is not found', async () => {
    await arrive('one', 'A boat')
    expect((await call('/api/contacts/nobody')).status).toBe(404)
    const id = contactId()
    world.db.update(contacts).set({ deletedAt: now }).run()
    expect([(await call(`/api/contacts/${id}`)).status, (await call(`/api/contacts/${id}/timeline`)).status]).toEqual([404, 404])
  })
})
