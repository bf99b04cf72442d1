import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RuleGroup } from '#nodes/revops/condition'
import { leads, reps, sources } from '#server/db/schema'
import { buildFlow } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* Territories that ops keep: what belongs to each, who works it, and what falls through. */

interface Listed {
  territories: { id: string; name: string; key: string; people: { id: string }[]; teams: string[]; leads30: number; isCovered: boolean }[]
  everywhere: { id: string }[]
  withoutTerritory: number
  strange: { name: string; leads30: number; people: string[] }[]
  version: number
}

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let sent = 0

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ call } = await createTestApp(world))
})

function arrive(data: Record<string, string>) {
  sent += 1
  return world.receive({ name: `Lead ${sent}`, email: `z${sent}@test.example`, ...data }, { id: `e${sent}`, now: Date.now() })
}
const country = (value: string): RuleGroup => ({ combinator: 'and', rules: [{ field: 'lead.more.country', operator: '=', value }] })
const list = async () => (await (await call('/api/territories')).json()) as Listed
const make = async (name: string, condition: RuleGroup = { combinator: 'and', rules: [] }, people?: string[]) =>
  ((await (await call('/api/territories', { json: { name, condition, ...(people && { people }) } })).json()) as { id: string }).id
const change = (id: string, input: object) => call(`/api/territories/${id}`, { method: 'PUT', json: input })
const end = async (id: string) => {
  const answer = await call(`/api/territories/${id}`, { method: 'DELETE' })
  return { status: answer.status, message: ((await answer.json()) as { error?: { message: string } }).error?.message }
}
const held = () => world.db.select({ territory: leads.territory, rules: leads.territoryRules }).from(leads).all()

describe('a lead that arrives', () => {
  it('gets the first territory in order that it fits, with the version of the rules; one that it came with stays', async () => {
    await make('DACH', country('DE'))
    await make('Everything German', country('DE'))
    await arrive({ country: 'de' })
    await arrive({ country: 'de', territory: 'West' })
    await arrive({ country: 'fr' })
    expect(held()).toEqual([{ territory: 'dach', rules: 2 }, { territory: 'west', rules: null }, { territory: null, rules: null }])
  })

  it('gets another once the order is another', async () => {
    const ids = [await make('One', country('DE')), await make('Two', country('DE'))]
    await call('/api/territories/order', { method: 'PUT', json: { ids: [...ids].reverse() } })
    await arrive({ country: 'DE' })
    expect(held()).toEqual([{ territory: 'two', rules: 3 }])
    expect((await list()).territories.map(({ name }) => name)).toEqual(['Two', 'One'])
  })

  it('follows a change of its fields while nobody has it, and no more once somebody set it by hand', async () => {
    const by = (value: string): RuleGroup => ({ combinator: 'and', rules: [{ field: 'lead.industry', operator: '=', value }] })
    await make('Rail', by('rail'))
    await make('Sea', by('sea'))
    await arrive({ industry: 'rail' })
    await world.changeLead({ 'lead.industry': 'sea' }, Date.now())
    expect(held()).toEqual([{ territory: 'sea', rules: 2 }])
    const { changes } = JSON.parse(world.db.$client.prepare(`select data from events where type = 'lead.updated'`).pluck().get() as string) as { changes: object }
    expect(Object.keys(changes)).toEqual(['lead.industry', 'lead.territory'])
    await world.changeLead({ 'lead.territory': 'west' }, Date.now())
    await world.changeLead({ 'lead.industry': 'rail' }, Date.now())
    expect(held()).toEqual([{ territory: 'west', rules: null }])
  })

  it('keeps its territory once somebody has it', async () => {
    await make('Rail', { combinator: 'and', rules: [{ field: 'lead.industry', operator: '=', value: 'rail' }] })
    await arrive({})
    world.db.update(leads).set({ ownerId: 'ann', state: 'routed' }).run()
    await world.changeLead({ 'lead.industry': 'rail' }, Date.now())
    expect(held()).toEqual([{ territory: null, rules: null }])
  })
})

describe('what falls through', () => {
  it('is a territory that nobody active works, unless somebody works everywhere', async () => {
    await make('West')
    await make('North')
    expect((await list()).territories.map(({ name, isCovered, teams }) => [name, isCovered, teams])).toEqual([['West', true, ['Team']], ['North', false, []]])
    world.db.update(reps).set({ active: false }).run()
    expect((await list()).territories.map(({ isCovered }) => isCovered)).toEqual([false, false])
    world.db.update(reps).set({ active: true, territories: [] }).where(eq(reps.id, 'bob')).run()
    expect((await list()).territories.map(({ isCovered }) => isCovered)).toEqual([true, true])
  })

  it('is a lead without a territory, and one that nobody has heard of; the rules can be asked again', async () => {
    await arrive({ country: 'FR' })
    await arrive({ country: 'IT' })
    await arrive({ territory: 'Atlantis' })
    await make('France', country('FR'))
    expect(await list()).toMatchObject({ withoutTerritory: 2, strange: [{ name: 'atlantis', leads30: 1 }, { name: 'west', leads30: 0, people: ['ann', 'bob', 'cem', 'max'] }] })
    expect(await (await call('/api/territories/place', { method: 'POST' })).json()).toEqual({ placed: 1 })
    expect(await list()).toMatchObject({ withoutTerritory: 1 })
    expect(held()[0]).toEqual({ territory: 'france', rules: 1 })
  })
})

describe('a new name', () => {
  it('goes to people, to leads and to rules of sources', async () => {
    const id = await make('West', country('DE'))
    await arrive({ country: 'DE' })
    await arrive({ country: 'DE' })
    world.db.update(leads).set({ state: 'closed' }).where(eq(leads.name, `Lead ${sent}`)).run()
    world.db.update(sources).set({ rule: { to: 'team', teamId: 'team', territory: 'west', skills: [], goesFirst: false } }).run()
    expect((await change(id, { name: 'Wild West', condition: country('DE') })).status).toBe(200)
    expect(held().map(({ territory }) => territory)).toEqual(['wild west', 'wild west'])
    expect(world.db.select({ territories: reps.territories }).from(reps).all()).toEqual(Array(4).fill({ territories: ['wild west'] }))
    expect(world.db.select({ rule: sources.rule }).from(sources).all()[0]?.rule).toMatchObject({ territory: 'wild west' })
  })

  it('must be another’s no more than in its capitals', async () => {
    await make('West')
    const id = await make('East')
    expect((await change(id, { name: 'WEST', condition: country('DE') })).status).toBe(409)
    expect((await call('/api/territories', { json: { name: '  ', condition: country('DE') } })).status).toBe(400)
  })
})

describe('who works it', () => {
  it('is said here, and nobody’s last territory is taken away: they would work everywhere', async () => {
    const id = await make('North', undefined, ['ann'])
    expect(world.db.select({ territories: reps.territories }).from(reps).where(eq(reps.id, 'ann')).get()).toEqual({ territories: ['west', 'north'] })
    await change(id, { name: 'North', condition: country('DE'), people: ['bob'] })
    expect((await list()).territories[0]?.people.map((each) => each.id)).toEqual(['bob'])
    const west = await make('West', undefined, [])
    const answer = await change(west, { name: 'West', condition: country('DE'), people: [] })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('West is the only territory of ann')])
  })
})

describe('a territory in use', () => {
  it('is not deleted, and says what uses it; one that is not, is', async () => {
    const id = await make('West', country('DE'))
    await arrive({ country: 'DE' })
    await world.publishOther(buildFlow({ is: ['branch', { condition: { combinator: 'and', rules: [{ field: 'lead.territory', operator: '=', value: 'West' }] } }], done: ['end', { reason: 'completed' }] }, { 'is.yes': 'done', 'is.no': 'done' }))
    const { status, message } = await end(id)
    expect(status).toBe(409)
    expect(message).toBe('“West” is still used: ann, bob, cem and 1 more work it; 1 lead is under way in it; steps of Case ask for it or set it. Change that first, or rename it.')
    expect((await end(await make('South'))).status).toBe(200)
    expect((await list()).territories.map(({ name }) => name)).toEqual(['West'])
    expect((await end('nobody')).status).toBe(404)
  })

  it('leaves its changes in the audit log, each with its version', async () => {
    const id = await make('South')
    await change(id, { name: 'South', condition: country('ES') })
    await end(id)
    expect(world.db.$client.prepare(`select action, json_extract(after, '$.version') as version from audit_log where action like 'territory.%' order by seq`).all()).toEqual([
      { action: 'territory.created', version: 1 }, { action: 'territory.updated', version: 2 }, { action: 'territory.deleted', version: 3 },
    ])
  })
})
