import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { leads, notices, queueWatchers, reps, sources, teams, workItems } from '#server/db/schema'
import { createSource } from '#server/events/create-source'
import { deleteGroup } from '#server/scim/groups/write-group'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* R7: where leads come from, where they go, and what happens with a source that nobody has thought of. */

interface Listed {
  id: string
  name: string
  kind: string
  rule: unknown
  state: string
  leads30: number
  lastLeadAt: number | null
  isAsking: boolean
}

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let sent = 0

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ app, call } = await createTestApp(world))
})

function arrive(data: Record<string, string>) {
  sent += 1
  return world.receive({ name: 'Zoë', email: `z${sent}@test.example`, ...data }, { id: `e${sent}`, now: Date.now() })
}
const list = async () => ((await (await call('/api/sources')).json()) as { sources: Listed[] }).sources
const named = async (name: string) => (await list()).find((each) => each.name === name)
const asked = () => world.db.select().from(workItems).all().filter(({ openKey }) => openKey.startsWith('source-without-rule:'))
const setPool = (pool: object) => call('/api/sources/default', { method: 'PUT', json: pool })
const setRule = (id: string | undefined, rule: object | null) => call(`/api/sources/${id}/rule`, { method: 'PUT', json: { rule } })
const toTeam = { to: 'team', teamId: 'team', territory: null, skills: [], goesFirst: false }

describe('a source that nobody has thought of', () => {
  it('stands on the list with its first lead, and is asked about once, in a watched queue and by a notice, however many follow', async () => {
    for (const source of ['Spring fair', 'SPRING  FAIR', ' spring fair ', 'Spring fair']) await arrive({ source })
    expect(await named('Spring fair')).toMatchObject({ kind: 'named', state: 'new', leads30: 4, isAsking: true })
    expect(asked().map(({ title, queueId, kind }) => [title, queueId, kind])).toEqual([['New source “Spring fair” has no rule', 'queue', 'task']])
    expect(world.db.select().from(notices).all().map(({ personId }) => personId)).toEqual(['max'])
    expect(world.db.select({ name: sources.name }).from(leads).innerJoin(sources, eq(sources.id, leads.sourceId)).all().map(({ name }) => name)).toEqual(Array(4).fill('Spring fair'))
  })

  it('is not asked about again once somebody has said that it was seen', async () => {
    await arrive({ source: 'Fair' })
    await call(`/api/work/${asked()[0]?.id}/done`, { json: {} })
    await arrive({ source: 'Fair' })
    expect(asked().map(({ state }) => state)).toEqual(['done'])
    expect(await named('Fair')).toMatchObject({ state: 'new', isAsking: false })
  })

  it('has its question answered by a rule', async () => {
    await arrive({ source: 'Fair' })
    expect((await setRule((await named('Fair'))?.id, toTeam)).status).toBe(200)
    expect(asked().map(({ state, outcome }) => [state, outcome])).toEqual([['done', 'rule set']])
    expect(await named('Fair')).toMatchObject({ state: 'ruled', ruleTeam: 'Team', isAsking: false })
    await arrive({ source: 'Fair' })
    expect(asked()).toHaveLength(1)
  })

  it('is put before everybody where no queue is watched', async () => {
    world.db.delete(queueWatchers).run()
    await arrive({ source: 'Fair' })
    expect(asked().map(({ queueId, assigneeId }) => [queueId, assigneeId])).toEqual([[null, null]])
  })

  it('is put into the queue that was chosen for it, as long as somebody watches that', async () => {
    world.db.$client.exec(`insert into queues (id, name, created_at) values ('ops', 'Ops', 1)`)
    world.db.insert(queueWatchers).values({ queueId: 'ops', repId: 'ann' }).run()
    await setPool({ teamId: 'team', queueId: 'ops' })
    await arrive({ source: 'One' })
    world.db.update(reps).set({ active: false }).where(eq(reps.id, 'ann')).run()
    await arrive({ source: 'Two' })
    expect(asked().map(({ queueId }) => queueId)).toEqual(['ops', 'queue'])
  })

  it('is one with what sends under the same name, and one with a list that was imported under it', async () => {
    await arrive({ source: 'TEST' })
    await arrive({})
    expect((await list()).map(({ name, leads30 }) => [name, leads30])).toEqual([['Test', 2]])
  })

  it('does not fill the list where anybody can name sources: what is too much counts for the sender', async () => {
    for (let index = 0; index < 205; index += 1) await arrive({ source: `Made up ${index}` })
    const found = await list()
    expect(found.filter(({ kind }) => kind === 'named')).toHaveLength(200)
    expect(found.find(({ name }) => name === 'Test')?.leads30).toBe(5)
    expect(world.db.select().from(workItems).all().filter(({ openKey }) => openKey === 'sources-too-many')).toHaveLength(1)
  })
})

describe('a source that somebody made', () => {
  it('is not asked about while no rule decides anything, and once as soon as one does', async () => {
    await arrive({})
    expect(asked()).toHaveLength(0)
    await setPool({ teamId: 'team', queueId: null })
    await arrive({})
    await arrive({})
    expect(asked().map(({ title }) => title)).toEqual(['New source “Test” has no rule'])
  })

  it('still lists its own leads to its token, whatever they say of themselves', async () => {
    const { secret } = createSource(world.db, world.box, { name: 'CRM', kind: 'api', actor: { kind: 'system', id: 'test' } }, Date.now())
    const headers = { authorization: `Bearer ${secret}` }
    await app.request('/api/leads', { method: 'POST', headers, body: JSON.stringify({ name: 'Ada', leadSource: 'Webinar' }) })
    await arrive({})
    const { leads: found } = (await (await app.request('/api/v1/leads', { headers })).json()) as { leads: { name: string; source: string }[] }
    expect(found.map(({ name, source }) => [name, source])).toEqual([['Ada', 'Webinar']])
  })
})

describe('rules', () => {
  it('are refused for teams that are not there, and say what is wrong', async () => {
    const id = (await named('Test'))?.id
    expect((await setRule(id, { ...toTeam, teamId: 'gone' })).status).toBe(400)
    expect((await setRule('nobody', toTeam)).status).toBe(404)
    expect((await setRule('internal', toTeam)).status).toBe(404)
    expect((await setRule(id, { ...toTeam, skills: Array(51).fill('x') })).status).toBe(400)
    expect((await setRule(id, { to: 'person', repId: 'ann' })).status).toBe(400)
    expect((await setPool({ teamId: 'gone', queueId: null })).status).toBe(400)
    expect((await setPool({ teamId: 'team', queueId: 'gone' })).status).toBe(400)
    expect((await setPool({ teamId: null, queueId: null })).status).toBe(400)
  })

  it('whose team is gone stand first, and say so', async () => {
    world.db.insert(teams).values({ id: 'other', name: 'Other', createdAt: 1 }).run()
    await arrive({ source: 'Fair' })
    await setRule((await named('Fair'))?.id, { ...toTeam, teamId: 'other' })
    world.db.update(teams).set({ deletedAt: 1 }).where(eq(teams.id, 'other')).run()
    expect((await list()).map(({ name, state }) => [name, state])).toEqual([['Fair', 'team-gone'], ['Test', 'new']])
  })

  it('and the default pool hold on to their team: an HR system that ends it is told what to do first', async () => {
    const end = (id: string) => world.writer.write((tx) => deleteGroup(tx, { team: tx.select().from(teams).where(eq(teams.id, id)).get() as never, actor: { kind: 'system', id: 'test' } }, Date.now()))
    world.db.insert(teams).values({ id: 'other', name: 'Other', createdAt: 1 }).run()
    await setPool({ teamId: 'other', queueId: null })
    await setRule((await named('Test'))?.id, toTeam)
    await expect(end('team')).rejects.toThrow('Leads come to this team by the rule of the source “Test”. Choose another team there first')
    await expect(end('other')).rejects.toThrow('by the default pool of sources')
    await setPool({ teamId: 'team', queueId: null })
    await end('other')
    expect(world.db.select().from(teams).where(eq(teams.id, 'other')).get()?.deletedAt).not.toBeNull()
  })

  it('are written down with who changed them', async () => {
    await setRule((await named('Test'))?.id, { to: 'default' })
    expect(world.db.$client.prepare(`select after from audit_log where action = 'source.rule'`).pluck().all()).toEqual(['{"to":"default"}'])
  })
})
