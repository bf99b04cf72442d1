import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createSource } from '#server/events/create-source'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const actor = { kind: 'system' as const, id: 'test' }

interface Page {
  leads: { id: string; name: string; state: string; owner: { name: string } | null }[]
  next: string | null
}

let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let api: { id: string; secret: string }

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ app, call } = await createTestApp(world))
  api = createSource(world.db, world.box, { name: 'API', kind: 'api', actor }, Date.now())
})

const send = (body: unknown, key?: string) =>
  app.request('/api/leads', { method: 'POST', headers: { authorization: `Bearer ${api.secret}`, ...(key && { 'idempotency-key': key }) }, body: JSON.stringify(body) })
const page = async (query = '') => (await (await call(`/api/leads${query}`)).json()) as Page
const ours = (query = '', token = api.secret) => app.request(`/api/v1/leads${query}`, { headers: { authorization: `Bearer ${token}` } })
const count = (table: string) => world.db.$client.prepare(`select count(*) from ${table}`).pluck().get() as number

describe('the list of leads', () => {
  it('comes in pages, newest first, which leads that arrive meanwhile do not shift', async () => {
    for (let index = 0; index < 25; index += 1) await send({ name: `Lead ${index}` })
    const first = await page('?limit=10')
    expect(first.leads.map((lead) => lead.name)).toEqual(Array.from({ length: 10 }, (_, index) => `Lead ${24 - index}`))
    expect(await (await call('/api/leads/count')).json()).toEqual({ count: 25, isMore: false })
    await send({ name: 'Late' })
    const second = await page(`?limit=10&cursor=${first.next}`)
    const third = await page(`?limit=10&cursor=${second.next}`)
    expect([...second.leads, ...third.leads].map((lead) => lead.name)).toEqual(Array.from({ length: 15 }, (_, index) => `Lead ${14 - index}`))
    expect(third.next).toBeNull()
  })

  it('is searched by any part of name, company, e-mail or phone, also with signs that SQL knows', async () => {
    await send({ name: 'Zoë Brandt', company: 'Nordwind' })
    await send({ name: 'Ann', email: 'ann@nordwind.example' })
    await send({ name: '100% off_er' })
    await send({ name: 'Bob', phone: '+49 221 5550100' })
    const names = async (q: string) => (await page(`?q=${encodeURIComponent(q)}`)).leads.map((lead) => lead.name)
    expect([await names('nordw'), await names('100%'), await names('f_e'), await names('_'), await names('5550'), await names('nobody')]).toEqual([['Ann', 'Zoë Brandt'], ['100% off_er'], ['100% off_er'], ['100% off_er'], ['Bob'], []])
  })

  it('is filtered by state, and leaves out what was deleted', async () => {
    for (const name of ['Ann', 'Bob', 'Cem']) await send({ name })
    world.db.$client.exec(`update leads set state = 'routed', owner_id = 'ann' where name = 'Ann'; update leads set deleted_at = 1 where name = 'Cem'`)
    expect((await page('?state=routed')).leads).toEqual([expect.objectContaining({ name: 'Ann', owner: { id: 'ann', name: 'ann' } })])
    expect((await page()).leads.map((lead) => lead.name)).toEqual(['Bob', 'Ann'])
  })

  it('looks through leads that are not in the index of words for a little while only; the search goes on where it stood', async () => {
    await send({ name: 'Needle' })
    const { lead } = { lead: world.db.$client.prepare('select * from leads').get() as Record<string, unknown> }
    const columns = Object.keys(lead)
    const insert = world.db.$client.prepare(`insert into leads (${columns.join(', ')}) values (${columns.map((each) => `@${each}`).join(', ')})`)
    world.db.$client.transaction(() => {
      for (let index = 0; index < 45_000; index += 1) insert.run({ ...lead, id: `9${String(index).padStart(25, '0')}`, name: 'Hay' })
    })()
    // Time that passes with each look at it: how quick the machine is must not matter.
    let at = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (at += 5))
    onTestFinished(() => void vi.restoreAllMocks())
    let cursor = ''
    const found: string[] = []
    let pages = 0
    for (; pages < 1_000; pages += 1) {
      const { leads, next } = await page(`?q=Needle${cursor}`)
      found.push(...leads.map((each) => each.name))
      if (next === null) break
      cursor = `&cursor=${next}`
    }
    expect(found).toEqual(['Needle'])
    expect(pages).toBeGreaterThan(1)
  })

  it.each(['?limit=201', '?limit=0', '?limit=many', '?state=gone'])('%s is refused', async (query) => {
    expect((await call(`/api/leads${query}`)).status).toBe(400)
  })

  it('is for people who are signed in', async () => {
    expect((await app.request('/api/leads')).status).toBe(401)
  })
})

describe('leads for programs', () => {
  it('are a source’s own, in pages', async () => {
    for (let index = 0; index < 5; index += 1) await send({ name: `Lead ${index}` })
    await world.receive({ name: 'Somebody else’s' }, { id: 'other', now: Date.now() })
    const first = (await (await ours('?limit=3')).json()) as Page
    const second = (await (await ours(`?limit=3&cursor=${first.next}`)).json()) as Page
    expect([...first.leads, ...second.leads].map((lead) => lead.name)).toEqual(['Lead 4', 'Lead 3', 'Lead 2', 'Lead 1', 'Lead 0'])
    expect(second.next).toBeNull()
    expect(first.leads[0]).toMatchObject({ receivedAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  })

  it('need its token', async () => {
    expect([(await ours('', 'x'.repeat(32))).status, (await app.request('/api/v1/leads')).status]).toEqual([401, 401])
  })
})

describe('what fields hold, for those who build flows', () => {
  const examples = async () => (await (await call('/api/leads/examples')).json()) as { fields: Record<string, unknown[]> }
  const setRole = (role: string) => world.db.$client.prepare('update users set role = ?').run(role)

  it('is a few different values of each, newest first, and what came with leads', async () => {
    for (const [index, territory] of ['west', 'north', 'west', 'east', 'south', 'far'].entries()) await send({ name: `Lead ${index}`, territory, amount: index, orderId: `o${index}`, 'not a name': 1 })
    const { fields } = await examples()
    expect(fields['lead.territory']).toEqual(['far', 'south', 'east', 'west'])
    expect(fields['lead.more.orderId']).toEqual(['o5', 'o4', 'o3', 'o2'])
    expect(Object.keys(fields)).not.toContain('lead.more.not a name')
    expect(fields['lead.name']).toEqual(['Lead 5', 'Lead 4', 'Lead 3', 'Lead 2'])
  })

  it('shows a rep which fields there are, and nothing about persons', async () => {
    await send({ name: 'Ann', email: 'ann@x.example', territory: 'west', birthday: '1 May' })
    setRole('rep')
    const { fields } = await examples()
    expect([fields['lead.name'], fields['lead.email'], fields['lead.more.birthday'], fields['lead.territory']]).toEqual([[], [], [], ['west']])
  })

  it('is one whole record for a preview, for ops only', async () => {
    await send({ name: 'Ann', amount: 7 })
    const id = (await page()).leads[0]?.id
    expect(await (await call(`/api/leads/${id}/record`)).json()).toMatchObject({ record: { lead: { name: 'Ann', amount: 7 }, owner: { name: null } } })
    expect((await call('/api/leads/nope/record')).status).toBe(404)
    setRole('manager')
    expect((await call(`/api/leads/${id}/record`)).status).toBe(403)
  })
})

describe('an idempotency key', () => {
  it('with the same lead repeats the first answer', async () => {
    const first = await send({ name: 'Zoë', amount: 5, more: { b: 1, a: [2] } }, 'k1')
    const second = await send({ more: { a: [2], b: 1 }, amount: 5, name: 'Zoë' }, 'k1')
    expect([first.status, second.status]).toEqual([202, 202])
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([null, 'true'])
    expect(await second.json()).toEqual(await first.json())
    expect(count('leads')).toBe(1)
  })

  it('with another lead is refused, and nothing is kept', async () => {
    await send({ name: 'Zoë' }, 'k1')
    const refused = await send({ name: 'Ann' }, 'k1')
    expect([refused.status, await refused.json()]).toEqual([409, { error: { code: 'conflict', message: expect.stringContaining('This key was used for another lead') } }])
    expect(count('leads')).toBe(1)
  })

  it('twice at the same moment makes one lead, and both hear the same', async () => {
    const answers = await Promise.all([1, 2, 3].map(async () => (await send({ name: 'Zoë' }, 'k1')).json()))
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(count('leads')).toBe(1)
  })

  it('belongs to its source', async () => {
    const other = createSource(world.db, world.box, { name: 'Other', kind: 'api', actor }, Date.now())
    await send({ name: 'Zoë' }, 'k1')
    const answer = await app.request('/api/leads', { method: 'POST', headers: { authorization: `Bearer ${other.secret}`, 'idempotency-key': 'k1' }, body: '{"name":"Ann"}' })
    expect([answer.status, count('leads')]).toEqual([202, 2])
  })
})
