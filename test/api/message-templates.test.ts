import { beforeEach, describe, expect, it } from 'vitest'
import { events, leads, users } from '#server/db/schema'
import { makeClickToken } from '#server/message-templates/click-token'
import { createWorld, type World } from '#test/conformance/world'
import { buildFlow } from '../conformance/build-flow'
import { createTestApp } from '../harness/app/create-test-app'

let now = 0
const begin = Date.parse('2026-06-03T09:00:00Z')
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  now = begin
  world = createWorld({ now, isGrouped: true })
  ;({ app, call } = await createTestApp(world, { now: () => now }))
})

const words = { purpose: 'inquiry', subject: 'Your boat, {{ lead.name }}', body: 'Hello **{{ lead.name }}**', tracksClicks: false }
const path = '/api/message-templates'
const make = (over: object = {}) => call(path, { json: { name: 'Boats', channel: 'email', words, ...over } })
const made = async (over: object = {}) => ((await (await make(over)).json()) as { id: string }).id
const read = async (id: string) => (await (await call(`${path}/${id}`)).json()) as { name: string; newest: number; versions: { number: number; subject: string; restores: number | null; createdBy: string }[]; uses: { name: string; isLive: boolean }[] }
const put = (id: string, base: number, over: object = {}, name = 'Boats') => call(`${path}/${id}`, { method: 'PUT', json: { name, base, words: { ...words, ...over } } })
const said = async (answer: Response) => ((await answer.json()) as { error: { message: string } }).error.message
const sends = (template: string) => buildFlow({ write: ['send-message', { template }], done: ['end', { reason: 'completed' }] }, { 'write.sent': 'done', 'write.refused': 'done', 'write.expired': 'done', 'write.failed': 'done' })

describe('message templates', () => {
  it('are made, changed as new versions, and brought back, each with who and when', async () => {
    const id = await made()
    now += 1_000
    expect(await (await put(id, 1, { subject: 'Other' })).json()).toEqual({ number: 2 })
    // The same words again make no version.
    expect(await (await put(id, 2, { subject: 'Other' })).json()).toEqual({ number: 2 })
    now += 1_000
    expect(await (await call(`${path}/${id}/restore`, { json: { number: 1, base: 2 } })).json()).toEqual({ number: 3 })
    const me = world.db.select({ name: users.name }).from(users).get()?.name
    expect((await read(id)).versions.map(({ number, subject, restores, createdBy }) => [number, subject, restores, createdBy])).toEqual([[3, words.subject, 1, me], [2, 'Other', null, me], [1, words.subject, null, me]])
    expect((await (await call(path)).json()) as object).toMatchObject({ templates: [{ id, name: 'Boats', number: 3, uses: [] }] })
  })

  it('of two who change one, the second reads that there is a newer version', async () => {
    const id = await made()
    expect((await put(id, 1, { subject: 'First' })).status).toBe(200)
    const second = await put(id, 1, { subject: 'Second' })
    expect([second.status, await said(second)]).toEqual([409, expect.stringContaining('version 2 is there now')])
    expect((await read(id)).versions[0]?.subject).toBe('First')
  })

  it.each([
    ['words that cannot be read', { words: { ...words, body: 'Hello {{ lead.name' } }, 'could never be sent'],
    ['a field that does not exist', { words: { ...words, subject: '{{ lead.shoe }}' } }, 'There is no field “lead.shoe”'],
    ['an e-mail without a subject', { words: { ...words, subject: ' ' } }, 'Give it a subject'],
    ['a subject of two lines', { words: { ...words, subject: 'One\nBcc: two@test.example' } }, 'A subject is one line'],
    ['a message that is too long', { words: { ...words, body: 'x'.repeat(20_001) } }, ''],
    ['no name', { name: ' ' }, ''],
    ['a way that does not exist', { channel: 'fax' }, ''],
  ])('%s is refused', async (_, over, message) => {
    const answer = await make(over)
    expect(answer.status).toBe(400)
    expect(await said(answer)).toContain(message)
  })

  it('have one name each, and are for those who run the flows', async () => {
    const id = await made()
    expect((await make({ name: 'boats' })).status).toBe(409)
    const other = await made({ name: 'Ships' })
    expect((await put(other, 1, {}, 'BOATS')).status).toBe(409)
    expect((await put(id, 1, {}, 'BOATS')).status).toBe(200)
    world.db.update(users).set({ role: 'rep' }).run()
    expect([(await call(path)).status, (await make({ name: 'Mine' })).status]).toEqual([403, 403])
  })

  it('say which flows send them, and are not deleted while a published one does', async () => {
    const id = await made()
    await world.publish(sends(id))
    expect((await read(id)).uses).toMatchObject([{ name: 'Case', isLive: true }])
    const refused = await call(`${path}/${id}`, { method: 'DELETE' })
    expect([refused.status, await said(refused)]).toEqual([409, expect.stringContaining('sent by “Case”')])
    await world.publish(sends(''))
    expect((await call(`${path}/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect([(await call(`${path}/${id}`)).status, (await put(id, 1)).status]).toEqual([404, 404])
    // Its name is free again.
    expect((await make()).status).toBe(201)
  })

  it('a flow that names none that is here, or one for another way, is not published', async () => {
    await expect(world.publish(sends('nowhere'))).rejects.toThrow('problems that would lose leads')
    const text = await made({ name: 'Text', channel: 'sms' })
    await expect(world.publish(sends(text))).rejects.toThrow('problems that would lose leads')
  })

  it('go by their names from one installation to another', async () => {
    const id = await made()
    const exported = await (await call('/api/flows/import', { json: { document: { ...sends('elsewhere'), names: { 'message-template': { elsewhere: 'boats' } } } } })).json()
    expect(exported).toMatchObject({ missing: [] })
    const { flows } = (await (await call('/api/flows')).json()) as { flows: { id: string }[] }
    expect(await (await call(`/api/flows/${flows[0]?.id}/export`)).text()).toContain(`"template": "${id}"`)
    expect(await (await call('/api/flows/import', { json: { document: { ...sends('elsewhere'), name: 'Other', names: { 'message-template': { elsewhere: 'Ships' } } } } })).json()).toMatchObject({ missing: [{ kind: 'message-template', name: 'Ships' }] })
  })
})

describe('the preview', () => {
  const preview = async (input: object) => (await (await call(`${path}/preview`, { json: { channel: 'email', subject: words.subject, body: words.body, ...input } })).json()) as Record<string, unknown>

  it('is filled with a lead, or with an invented one, in both forms', async () => {
    expect(await preview({})).toMatchObject({ gaps: 0, problems: [], subject: expect.stringMatching(/^Your boat, \S/), html: expect.stringContaining('<strong>') })
    await world.receive({ name: 'Ada <b>', email: 'ada@test.example' }, { id: 'one', now })
    const leadId = world.db.select({ id: leads.id }).from(leads).get()?.id
    const shown = await preview({ leadId })
    expect(shown).toMatchObject({ subject: 'Your boat, Ada <b>', text: 'Hello Ada <b>' })
    expect(shown.html).toContain('<strong>Ada &lt;b&gt;</strong>')
  })

  it('shows what is empty, says what is wrong, and counts the parts of a text message', async () => {
    await world.receive({ name: 'Ada', email: 'ada@test.example' }, { id: 'one', now })
    const leadId = world.db.select({ id: leads.id }).from(leads).get()?.id
    expect(await preview({ leadId, body: 'At {{ lead.company }}' })).toMatchObject({ gaps: 1, text: 'At ‹empty›' })
    expect(await preview({ body: '{{ lead.name' })).toMatchObject({ html: null, problems: [expect.stringContaining('cannot be read')] })
    expect(await preview({ channel: 'sms', body: 'x'.repeat(200) })).toMatchObject({ parts: 2, html: null })
    expect((await call(`${path}/preview`, { json: { channel: 'email', subject: '', body: 'x'.repeat(40_001) } })).status).toBe(400)
  })
})

describe('A3: a link that tells of clicks', () => {
  const follow = (token: string, method = 'GET') => app.request(`/c/${token}`, { method })
  const clicks = () => world.db.select({ type: events.type, data: events.data, subjectId: events.subjectId }).from(events).all().filter(({ type }) => type === 'email.clicked')

  it('leads to its address without a session, and is one event about the lead, however often it is followed', async () => {
    await world.receive({ name: 'Ada', email: 'ada@test.example' }, { id: 'one', now })
    const leadId = world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
    const token = makeClickToken(world.box, { leadId, key: 'run:write:1:message', address: 'https://boats.example/?a=1' })
    expect((await follow(token, 'HEAD')).status).toBe(302)
    expect(clicks()).toEqual([])
    for (let times = 0; times < 3; times += 1) {
      const answer = await follow(token)
      expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([302, 'https://boats.example/?a=1', 'no-store'])
    }
    expect(clicks()).toEqual([{ type: 'email.clicked', data: { address: 'https://boats.example/?a=1', message: 'run:write:1:message' }, subjectId: leadId }])
    await follow(makeClickToken(world.box, { leadId, key: 'run:write:1:message', address: 'https://boats.example/other' }))
    expect(clicks()).toHaveLength(2)
  })

  it('leads nobody anywhere that we did not write, and of a lead that is gone it tells nothing', async () => {
    const token = makeClickToken(world.box, { leadId: 'gone', key: 'k', address: 'https://boats.example/' })
    const [body = '', sign = ''] = token.split('.')
    const other = Buffer.from(JSON.stringify(['gone', 'k', 'https://evil.example/'])).toString('base64url')
    for (const forged of [`${other}.${sign}`, body, `${body}.`, `${body}.${sign}x`, `${body}.${sign}.${sign}`, 'x'.repeat(10_000)]) {
      const answer = await follow(forged)
      expect([answer.status, answer.headers.get('location')]).toEqual([404, null])
    }
    expect((await follow(makeClickToken(world.box, { leadId: 'gone', key: 'k', address: 'javascript:alert(1)' }))).status).toBe(404)
    expect((await follow(token)).status).toBe(302)
    expect(clicks()).toEqual([])
  })
})
