import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DutySpan } from '#nodes/revops/duty-spans'
import type { RotaLayer } from '#nodes/revops/rota'
import { auditLog, reps, users } from '#server/db/schema'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const day = 86_400_000
const week = 7 * day
const now = Date.now()

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

interface Summary { id: string; name: string; current: { personId: string; until: number | null } | null; next: { personId: string; from: number } | null; hole: { from: number | null; to: number | null } | null }
interface View extends Summary { days: number[]; layers: (RotaLayer & { id: string; spans: DutySpan[] })[]; overrides: { id: string }[]; overrideSpans: DutySpan[]; spans: DutySpan[]; people: Record<string, { name: string; isHere: boolean }>; usedBy: string[] }

beforeEach(async () => {
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
})

const read = async <Body>(path: string) => (await (await call(path)).json()) as Body
const list = async () => (await read<{ rotas: Summary[] }>('/api/rotas')).rotas
const view = (id = 'rota', from?: number) => read<View>(`/api/rotas/${id}${from === undefined ? '' : `?from=${from}`}`)
const said = async (answer: Response) => [answer.status, ((await answer.json()) as { error?: { message: string } }).error?.message]
const layer = (people: string[], more: Partial<RotaLayer> = {}): RotaLayer => ({ people, every: 'week', changesOn: 1, changesAt: '09:00', zone: 'Europe/Berlin', startsAt: now, hours: null, ...more })
const cover = (personId: string, startsAt: number, endsAt: number) => call('/api/rotas/rota/overrides', { json: { personId, startsAt, endsAt } })
const actions = () => world.db.select({ action: auditLog.action }).from(auditLog).all().map(({ action }) => action).filter((action) => action.startsWith('rota.'))

describe('a rota', () => {
  it('is listed with who is on duty and until when, and made with people who take turns', async () => {
    expect(await list()).toMatchObject([{ id: 'rota', name: 'Rota', teamName: 'Team', current: { personId: 'max', until: null }, next: null, hole: null }])
    const { id } = (await (await call('/api/rotas', { json: { name: 'Nights', people: ['ann', 'bob'] } })).json()) as { id: string }
    const made = await view(id)
    expect(made).toMatchObject({ name: 'Nights', current: { personId: 'ann' }, next: { personId: 'bob' }, hole: null, usedBy: [] })
    expect(made.current?.until).toBe(made.next?.from)
    expect(made.days).toHaveLength(29)
  })

  it('is renamed; and deleted only when no published flow names it', async () => {
    expect((await call('/api/rotas/rota', { method: 'PATCH', json: { name: 'Night duty' } })).status).toBe(200)
    await world.publish(fallbackRouting.build('fast', { team: 'team', queue: 'queue', rota: 'rota' }))
    expect((await view()).usedBy).toEqual(['Fallback routing'])
    expect(await said(await call('/api/rotas/rota', { method: 'DELETE' }))).toEqual([409, expect.stringContaining('“Night duty” is used by “Fallback routing”')])
    const { id } = (await (await call('/api/rotas', { json: { name: 'Nights', people: ['ann'] } })).json()) as { id: string }
    expect((await call(`/api/rotas/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await call(`/api/rotas/${id}`)).status).toBe(404)
    expect((await list()).map(({ name }) => name)).toEqual(['Night duty'])
  })

  it('shows four weeks from today, or from a later day, and not earlier ones', async () => {
    const later = await view('rota', now + 4 * week)
    // A day of 25 hours began up to so long before.
    expect((later.days[0] ?? 0) - now).toBeGreaterThanOrEqual(4 * week - 25 * 3_600_000)
    expect((await view('rota', now - week)).days).toEqual((await view()).days)
  })
})

describe('layers', () => {
  it('are added below, ordered, changed without changing whose turn it is, and removed', async () => {
    const { id } = (await (await call('/api/rotas/rota/layers', { json: layer(['ann', 'bob']) })).json()) as { id: string }
    const [first] = (await view()).layers
    expect((await view()).layers.map(({ people }) => people)).toEqual([['max'], ['ann', 'bob']])
    expect((await call('/api/rotas/rota/layers', { method: 'PUT', json: { layerIds: [id, first?.id] } })).status).toBe(200)
    expect(await view()).toMatchObject({ current: { personId: 'ann' }, layers: [{ id }, { people: ['max'] }] })
    expect((await call(`/api/rotas/rota/layers/${id}`, { method: 'PUT', json: layer(['bob', 'ann', 'cem']) })).status).toBe(200)
    expect(await view()).toMatchObject({ current: { personId: 'ann' }, next: { personId: 'cem' } })
    expect((await call(`/api/rotas/rota/layers/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await view()).toMatchObject({ current: { personId: 'max' } })
    expect(actions()).toEqual(['rota.layer-added', 'rota.layers-ordered', 'rota.layer-changed', 'rota.layer-removed'])
  })

  it('pass over who has left, and say so; without anybody left there is a hole', async () => {
    world.db.update(reps).set({ active: false }).where(eq(reps.id, 'max')).run()
    expect(await view()).toMatchObject({ current: null, next: null, hole: { from: null, to: null }, people: { max: { name: 'max', isHere: false } } })
    expect(await list()).toMatchObject([{ current: null, hole: { from: null, to: null } }])
  })

  it.each([
    ['nobody', { people: [] }, 'at least one'],
    ['somebody who has left', { people: ['gone'] }, 'not active'],
    ['a zone that is none', { zone: 'Mars' }, 'zone'],
    ['hours on no day', { hours: { weekdays: [], from: '09:00', to: '17:00' } }, 'at least one day'],
    ['51 turns', { people: Array(51).fill('ann') }, ''],
  ])('with %s are refused', async (_what, more, words) => {
    const answer = await call('/api/rotas/rota/layers', { json: layer(['ann'], more as Partial<RotaLayer>) })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)])
    expect((await view()).layers).toHaveLength(1)
  })

  it('are ten at most, and ordered all or not at all', async () => {
    for (let count = 1; count < 10; count += 1) expect((await call('/api/rotas/rota/layers', { json: layer(['ann']) })).status).toBe(201)
    expect(await said(await call('/api/rotas/rota/layers', { json: layer(['ann']) }))).toEqual([400, expect.stringContaining('10 layers at most')])
    expect((await call('/api/rotas/rota/layers', { method: 'PUT', json: { layerIds: ['other'] } })).status).toBe(409)
    expect((await call('/api/rotas/rota/layers/none', { method: 'PUT', json: layer(['ann']) })).status).toBe(404)
  })
})

describe('overrides', () => {
  it('put somebody on duty for a time, and are taken back', async () => {
    expect((await cover('cem', now + day, now + 2 * day)).status).toBe(201)
    const seen = await view()
    expect(seen).toMatchObject({ current: { personId: 'max', until: now + day }, next: { personId: 'cem', from: now + day } })
    expect(seen.spans.filter(({ duty }) => duty?.personId === 'cem')).toMatchObject([{ from: now + day, to: now + 2 * day, duty: { overrideId: seen.overrides[0]?.id } }])
    expect(seen.overrideSpans.filter(({ duty }) => duty)).toHaveLength(1)
    for (let times = 0; times < 2; times += 1) expect((await call(`/api/rotas/rota/overrides/${seen.overrides[0]?.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await view()).overrides).toEqual([])
    expect(actions()).toEqual(['rota.override-added', 'rota.override-removed'])
  })

  it.each([
    ['that end before they begin', 'ann', now + 2 * day, now + day],
    ['that are over', 'ann', now - 2 * day, now - day],
    ['of more than a year', 'ann', now, now + 367 * day],
    ['of nobody', 'gone', now, now + day],
  ])('%s are refused', async (_what, person, from, to) => expect((await cover(person, from, to)).status).toBe(400))
})

it('reps read, and change nothing', async () => {
  world.db.update(users).set({ role: 'rep' }).run()
  expect([(await call('/api/rotas')).status, (await call('/api/rotas/rota')).status]).toEqual([200, 200])
  const [first] = (await view()).layers
  for (const [path, method, json] of [
    ['/api/rotas', 'POST', { name: 'x', people: ['ann'] }], ['/api/rotas/rota', 'PATCH', { name: 'x' }], ['/api/rotas/rota', 'DELETE'], ['/api/rotas/rota/layers', 'POST', layer(['ann'])], ['/api/rotas/rota/layers', 'PUT', { layerIds: [first?.id] }],
    [`/api/rotas/rota/layers/${first?.id}`, 'PUT', layer(['ann'])], [`/api/rotas/rota/layers/${first?.id}`, 'DELETE'], ['/api/rotas/rota/overrides', 'POST', { personId: 'ann', startsAt: now, endsAt: now + 1 }], ['/api/rotas/rota/overrides/x', 'DELETE'],
  ] as const) expect([path, method, (await call(path, { method, json })).status]).toEqual([path, method, 403])
})
