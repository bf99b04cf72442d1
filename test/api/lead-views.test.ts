import { beforeEach, describe, expect, it } from 'vitest'
import { leadViews, users } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* Views of the leads, kept by the owner of the workspace and by somebody else. */

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ call } = await createTestApp(world))
})

const list = async () => ((await (await call('/api/lead-views')).json()) as { views: { id: string; name: string }[] }).views
const make = (view: object) => call('/api/lead-views', { json: view })
const change = (id: string, json: object) => call(`/api/lead-views/${id}`, { method: 'PATCH', json })
const somebodyElses = (id: string, isShared: boolean) => world.db.insert(leadViews).values({ id, name: id, userId: 'else', isShared, search: {}, createdAt: 1, updatedAt: 1 }).run()
const asRep = () => world.db.update(users).set({ role: 'rep' }).run()

describe('a view', () => {
  it('is kept, renamed, changed, shared and deleted', async () => {
    const { id } = (await (await make({ name: ' Hot in the west ', search: { territory: 'west', scoreFrom: '80' } })).json()) as { id: string }
    expect(await list()).toMatchObject([{ id, name: 'Hot in the west', isShared: false, isOwn: true, mayChange: true, search: { territory: 'west', scoreFrom: '80' } }])
    await change(id, { name: 'Hot', isShared: true })
    await change(id, { search: { state: 'open' } })
    expect(await list()).toMatchObject([{ name: 'Hot', isShared: true, search: { state: 'open' } }])
    expect((await call(`/api/lead-views/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect([await list(), (await change(id, { name: 'Gone' })).status]).toEqual([[], 404])
  })

  it('of somebody else is seen where it is shared; only revenue operations may change it', async () => {
    somebodyElses('theirs', false)
    somebodyElses('everybody’s', true)
    expect(await list()).toMatchObject([{ id: 'everybody’s', isOwn: false, mayChange: true }])
    expect([(await change('theirs', { name: 'x' })).status, (await call('/api/lead-views/theirs', { method: 'DELETE' })).status]).toEqual([404, 404])
    asRep()
    expect(await list()).toMatchObject([{ mayChange: false }])
    expect([(await change('everybody’s', { name: 'x' })).status, (await call(`/api/lead-views/${encodeURIComponent('everybody’s')}`, { method: 'DELETE' })).status]).toEqual([403, 403])
    expect((await make({ name: 'Mine', search: {} })).status).toBe(201)
  })

  it.each([{ name: '', search: {} }, { name: 'x'.repeat(61), search: {} }, { name: 'x' }, { name: 'x', search: { q: 'x'.repeat(2_001) } }, { name: 'x', search: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`k${index}`, ''])) }])('is refused with a reason: %j', async (view) => {
    const answer = await make(view)
    expect([answer.status, await answer.json()]).toEqual([400, { error: { code: 'bad-input', message: expect.any(String), details: expect.anything() } }])
  })

  it('is one of a hundred at most', async () => {
    const owner = world.db.select({ id: users.id }).from(users).get()?.id ?? ''
    for (let index = 0; index < 100; index += 1) world.db.insert(leadViews).values({ id: `v${index}`, name: 'x', userId: owner, isShared: false, search: {}, createdAt: 1, updatedAt: 1 }).run()
    expect((await make({ name: 'x', search: {} })).status).toBe(409)
  })
})
