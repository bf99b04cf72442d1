import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { reps, teams } from '#server/db/schema'
import { openScim, type ScimWorld } from '../scim/scim-client'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const minute = 60_000

let scim: ScimWorld
let send: ScimWorld['send']

beforeEach(async () => {
  scim = await openScim()
  ;({ send } = scim)
})

const userNamed = (userName: string, more: object = {}) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, ...more })
const patchOf = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
const rowOf = (id: string) => scim.world.db.select().from(reps).where(eq(reps.id, id)).get()

async function make(userName: string, more: object = {}): Promise<string> {
  const { status, body } = await send('POST', '/Users', userNamed(userName, more))
  expect([status, body.detail]).toEqual([201, undefined])
  return String(body.id)
}

async function makeGroup(displayName: string, ids: string[] = []): Promise<string> {
  const { status, body } = await send('POST', '/Groups', { displayName, members: ids.map((value) => ({ value })) })
  expect([status, body.detail]).toEqual([201, undefined])
  return String(body.id)
}

const found = async (filter: string, kind = 'Users') => {
  const { status, body } = await send('GET', `/${kind}?filter=${encodeURIComponent(filter)}`)
  return status === 200 ? (body.Resources as { userName?: string; displayName: string }[]).map((each) => each.userName ?? each.displayName).sort() : `${status} ${body.scimType}`
}

describe('the token', () => {
  it('is asked for by every address, and a revoked one counts no more', async () => {
    for (const path of ['/Users', '/Groups', '/Schemas', '/ServiceProviderConfig', '/nowhere']) {
      const answer = await scim.app.request(`/scim/v2${path}`, { headers: { authorization: 'Bearer wt_scim_nothing_like_it_at_all' } })
      expect([answer.status, answer.headers.get('www-authenticate'), ((await answer.json()) as { status: string }).status]).toEqual([401, 'Bearer realm="scim"', '401'])
    }
    expect((await send('GET', '/Users')).status).toBe(200)
    scim.world.db.$client.exec('update scim_tokens set revoked_at = 1')
    expect((await send('GET', '/Users')).status).toBe(401)
  })

  it('is made by ops, shown once, and ends when they say so', async () => {
    const made = (await (await scim.call('/api/scim-tokens', { json: { name: ' Okta ' } })).json()) as { id: string; token: string }
    const asOkta = () => send('GET', '/Users?count=0', undefined, { authorization: `Bearer ${made.token}` })
    expect((await asOkta()).status).toBe(200)
    const listed = await (await scim.call('/api/scim-tokens')).json()
    expect(listed).toMatchObject({ address: 'http://watertight.test/scim/v2', tokens: [{ name: 'HR' }, { name: 'Okta', lastUsedAt: expect.any(Number) }].reverse() })
    expect(JSON.stringify(listed)).not.toContain(made.token)
    expect((await scim.call(`/api/scim-tokens/${made.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await asOkta()).status).toBe(401)
    expect((await scim.app.request('/api/scim-tokens')).status).toBe(401)
  })

  it('is kept as a hash only, and says when it was last used', async () => {
    await send('GET', '/Users')
    const row = scim.world.db.$client.prepare('select * from scim_tokens').get() as { hash: string; last_used_at: number }
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(row.last_used_at).toBe(Date.parse('2026-06-01T09:00:00Z'))
  })
})

describe('C1 people', () => {
  it('come onto the roster with what the HR system says; the rest is kept and answered as it came', async () => {
    const sent = userNamed('zoe', {
      externalId: 'e-1', name: { givenName: 'Zoë', familyName: 'Lang' }, timezone: 'Europe/Vienna', title: 'Account executive', emails: [{ value: 'home@zoe.example', type: 'home' }, { value: 'zoe@work.example', type: 'work', primary: true }],
      [enterprise]: { department: 'Sales', manager: { value: 'max' } }, 'urn:example:custom:2.0:User': { shoeSize: 38 }, password: 'secret', active: 'True',
    })
    const { status, body, headers } = await send('POST', '/Users', sent)
    expect([status, headers.get('location'), headers.get('content-type')]).toEqual([201, `http://watertight.test/scim/v2/Users/${body.id}`, 'application/scim+json; charset=utf-8'])
    expect(headers.get('etag')).toBe((body.meta as { version: string }).version)
    expect(body).toMatchObject({
      externalId: 'e-1', userName: 'zoe', active: true, timezone: 'Europe/Vienna', title: 'Account executive', 'urn:example:custom:2.0:User': { shoeSize: 38 },
      [enterprise]: { department: 'Sales', manager: { value: 'max', $ref: 'http://watertight.test/scim/v2/Users/max' } }, groups: [{ display: 'From the HR system' }],
    })
    expect(JSON.stringify([body, rowOf(String(body.id))])).not.toContain('secret')
    expect(rowOf(String(body.id))).toMatchObject({ name: 'Zoë Lang', email: 'zoe@work.example', zone: 'Europe/Vienna', managerId: 'max', role: 'rep', hrId: 'e-1', active: true })
    expect((await send('GET', `/Users/${body.id}`)).body).toEqual(body)
  })

  it('without a zone get that of the business hours; one that nobody knows is refused in words', async () => {
    expect(rowOf(await make('ada'))?.zone).toBe('Europe/Berlin')
    for (const timezone of ['Mars/Olympus', '+02:00']) {
      const { status, body } = await send('POST', '/Users', userNamed('bea', { timezone }))
      expect([status, body.scimType, String(body.detail)]).toEqual([400, 'invalidValue', `“${timezone}” is not a time zone of the IANA database. Send one as Europe/Berlin, or none.`])
    }
  })

  it('whose names or ids are taken are refused, also with other capitals', async () => {
    await make('ada', { externalId: 'e-1' })
    for (const sent of [userNamed('ADA'), userNamed('bea', { externalId: 'e-1' }), userNamed('Ann@test.example')]) {
      const { status, body } = await send('POST', '/Users', sent)
      expect([status, body.scimType]).toEqual([409, 'uniqueness'])
    }
  })

  it('who lead one another in a circle are refused in words', async () => {
    const [ada, bea] = [await make('ada'), await make('bea')]
    const manager = (id: string, value: string) => send('PATCH', `/Users/${id}`, patchOf({ op: 'Add', path: `${enterprise}:manager`, value }))
    expect((await manager(ada, bea)).status).toBe(200)
    const circle = await manager(bea, ada)
    expect([circle.status, circle.body.scimType, circle.body.detail]).toEqual([400, 'invalidValue', expect.stringContaining('in a circle')])
    expect((await manager(ada, ada)).body.detail).toContain('their own manager')
    expect((await manager(ada, 'nobody')).body.detail).toContain('is not here')
  })

  it('who were here before are found by their address, and taken over', async () => {
    expect(await found('userName eq "ANN@test.example"')).toEqual(['ann@test.example'])
    const { body } = await send('PUT', '/Users/ann', userNamed('ann.hr', { externalId: 'e-9', displayName: 'Ann', emails: [{ value: 'ann@test.example' }] }))
    expect(body).toMatchObject({ userName: 'ann.hr', externalId: 'e-9', active: true })
    expect(rowOf('ann')).toMatchObject({ teamId: 'team', capacity: 1_000, zone: 'Europe/Berlin' })
  })

  it('who are deleted leave, are found no more, and their names are free', async () => {
    const ada = await make('ada', { externalId: 'e-1' })
    const bea = await make('bea', { [enterprise]: { manager: { value: ada } } })
    expect((await send('DELETE', `/Users/${ada}`)).status).toBe(204)
    for (const [method, body] of [['GET'], ['PUT', userNamed('ada')], ['PATCH', patchOf({ op: 'add', path: 'title', value: 'x' })], ['DELETE']] as const) expect((await send(method, `/Users/${ada}`, body)).status).toBe(404)
    expect(rowOf(ada)).toMatchObject({ active: false, deletedAt: expect.any(Number) })
    expect(rowOf(bea)?.managerId).toBeNull()
    expect(await make('ada', { externalId: 'e-1' })).not.toBe(ada)
  })
})

describe('lists', () => {
  it('are filtered', async () => {
    const ada = await make('ada', { externalId: 'A-1', displayName: 'Ada L.', emails: [{ value: 'ada@work.example', type: 'work' }, { value: 'ada@home.example', type: 'home' }], [enterprise]: { department: 'Sales' } })
    await make('bea', { displayName: 'Bea', active: false })
    const cases: [string, string[] | string][] = [
      ['userName eq "ADA"', ['ada']], ['externalId eq "A-1"', ['ada']], ['userName eq "Ada" and active eq true', ['ada']], ['userName eq "ada" and userName eq "bea"', []], ['not (userName eq "ada") and active eq false', ['bea']], ['externalId eq "a-1"', []], [`id eq "${ada}"`, ['ada']], ['active eq false', ['bea']], ['active eq "False"', ['bea']],
      ['emails.value eq "ADA@work.example"', ['ada']], ['emails co "home.example"', ['ada']], ['emails[type eq "home" and value sw "ada"]', ['ada']], ['emails[type eq "home" and value co "work"]', []],
      ['displayName sw "B" and not (active eq true)', ['bea']], ['userName eq "ada" or userName eq "bea"', ['ada', 'bea']], ['externalId pr', ['ada']], [`${enterprise}:department eq "sales"`, ['ada']],
      ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "bea"', ['bea']], ['userName ew "ea" and active ne true', ['bea']], ['title eq null and externalId pr', ['ada']],
      ['meta.lastModified gt "2026-06-01T08:59:59Z" and (userName sw "a" or userName sw "b") and externalId pr', ['ada']], ['meta.lastModified lt "2026-05-01T00:00:00Z"', []],
      ['userName eq', '400 invalidFilter'], ['userName is "x"', '400 invalidFilter'], ['(userName pr', '400 invalidFilter'], ['userName eq "a" garbage', '400 invalidFilter'], ['userName eq "open', '400 invalidFilter'], [`${'('.repeat(40)}userName pr${')'.repeat(40)}`, '400 invalidFilter'],
    ]
    for (const [filter, expected] of cases) expect([filter, await found(filter)]).toEqual([filter, expected])
  })

  it('come in pages that leave nobody out, with the right total, 200 at most', async () => {
    for (let index = 0; index < 250; index += 1) await make(`p${String(index).padStart(3, '0')}`)
    const page = async (startIndex: number | string, count: number | string) => (await send('GET', `/Users?startIndex=${startIndex}&count=${count}&filter=${encodeURIComponent('userName sw "p"')}&attributes=userName`)).body as unknown as { totalResults: number; startIndex: number; itemsPerPage: number; Resources: { userName: string }[] }
    const seen: string[] = []
    for (let start = 1; start <= 250; start += 60) seen.push(...(await page(start, 60)).Resources.map(({ userName }) => userName))
    expect(new Set(seen).size).toBe(250)
    expect(await page(1, 1_000)).toMatchObject({ totalResults: 250, itemsPerPage: 200, startIndex: 1 })
    expect(await page(-3, 0)).toMatchObject({ totalResults: 250, itemsPerPage: 0, startIndex: 1, Resources: [] })
    expect(await page(240, 60)).toMatchObject({ itemsPerPage: 11, startIndex: 240 })
    expect((await send('GET', '/Users?count=many')).body).toMatchObject({ status: '400', scimType: 'invalidValue' })
  })

  it('are sorted, and say only what was asked for', async () => {
    await make('carl', { title: 'B' })
    await make('Bea', { title: 'a' })
    await make('ada')
    const sorted = async (more: string) => ((await send('GET', `/Users?filter=${encodeURIComponent('userName sw "a" or userName eq "bea" or userName eq "carl"')}&${more}`)).body.Resources as { userName: string }[]).map(({ userName }) => userName)
    expect(await sorted('sortBy=userName&sortOrder=descending')).toEqual(['carl', 'Bea', 'ann@test.example', 'ada'])
    expect((await sorted('sortBy=title')).slice(0, 2)).toEqual(['Bea', 'carl'])
    const { body } = await send('GET', '/Users?filter=userName%20eq%20%22carl%22&attributes=title,emails.value')
    expect(body.Resources).toEqual([{ schemas: expect.any(Array), id: expect.any(String), title: 'B' }])
    const less = await send('GET', '/Groups/team?excludedAttributes=members,meta')
    expect(less.body).toEqual({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], id: 'team', displayName: 'Team' })
    expect((await send('POST', '/.search', { filter: 'displayName sw "T"', count: 5 })).body).toMatchObject({ totalResults: 1, Resources: [{ displayName: 'Team' }] })
  })
})

describe('versions', () => {
  it('of two who change the same person the second is told, and nothing is overwritten', async () => {
    const ada = await make('ada')
    const read = await send('GET', `/Users/${ada}`)
    const version = read.headers.get('etag') ?? ''
    expect(version).toMatch(/^W\/"/)
    const title = (value: string, etag: string) => send('PATCH', `/Users/${ada}`, patchOf({ op: 'replace', path: 'title', value }), { 'if-match': etag })
    const first = await title('One', version)
    expect([first.status, first.headers.get('etag') === version]).toEqual([200, false])
    const second = await title('Two', version)
    expect([second.status, second.body.status]).toEqual([412, '412'])
    expect((await send('PUT', `/Users/${ada}`, userNamed('ada'), { 'if-match': version })).status).toBe(412)
    expect((await send('DELETE', `/Users/${ada}`, undefined, { 'if-match': version })).status).toBe(412)
    expect((await send('GET', `/Users/${ada}`)).body.title).toBe('One')
    expect((await title('Two', '*')).status).toBe(200)
  })

  it('that are known are not sent again, and what changes nothing makes no new one', async () => {
    const ada = await make('ada', { title: 'One' })
    const etag = (await send('GET', `/Users/${ada}`)).headers.get('etag') ?? ''
    const again = await send('PATCH', `/Users/${ada}`, patchOf({ op: 'replace', path: 'title', value: 'One' }, { op: 'replace', path: 'active', value: 'True' }))
    expect(again.headers.get('etag')).toBe(etag)
    expect((await send('GET', `/Users/${ada}`, undefined, { 'if-none-match': etag })).status).toBe(304)
    await send('PATCH', `/Users/${ada}`, patchOf({ op: 'replace', path: 'title', value: 'Two' }))
    expect((await send('GET', `/Users/${ada}`, undefined, { 'if-none-match': etag })).status).toBe(200)
  })

  it('of a group change with its members', async () => {
    const ada = await make('ada')
    const group = await makeGroup('West')
    const etag = (await send('GET', `/Groups/${group}`)).headers.get('etag') ?? ''
    const add = () => send('PATCH', `/Groups/${group}`, patchOf({ op: 'add', path: 'members', value: [{ value: ada }] }), { 'if-match': etag })
    expect((await add()).status).toBe(200)
    expect((await add()).status).toBe(412)
  })
})

describe('PATCH', () => {
  const patched = async (id: string, ...operations: object[]) => {
    const { status, body } = await send('PATCH', `/Users/${id}`, patchOf(...operations))
    return status === 200 ? body : `${status} ${body.scimType}`
  }

  it('takes what Entra ID sends', async () => {
    const ada = await make('ada', { emails: [{ value: 'ada@old.example', type: 'work', primary: true }] })
    expect(await patched(ada, { op: 'Replace', path: 'active', value: 'False' })).toMatchObject({ active: false })
    expect(await patched(ada, { op: 'Add', path: 'active', value: 'True' }, { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ada@new.example' }, { op: 'Add', path: 'name.givenName', value: 'Ada' })).toMatchObject({
      active: true, emails: [{ value: 'ada@new.example', type: 'work', primary: true }], name: { givenName: 'Ada' },
    })
    expect(rowOf(ada)?.email).toBe('ada@new.example')
    expect(await patched(ada, { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+49 1' })).toMatchObject({ phoneNumbers: [{ type: 'mobile', value: '+49 1' }] })
    expect(await patched(ada, { op: 'Replace', value: { displayName: 'Ada L.', 'name.familyName': 'Lovelace', [`${enterprise}:department`]: 'Sales', active: false } })).toMatchObject({
      displayName: 'Ada L.', name: { givenName: 'Ada', familyName: 'Lovelace' }, [enterprise]: { department: 'Sales' }, active: false,
    })
    expect(await patched(ada, { op: 'Add', path: `${enterprise}:manager`, value: 'max' })).toMatchObject({ [enterprise]: { manager: { value: 'max' }, department: 'Sales' } })
    expect(await patched(ada, { op: 'Remove', path: `${enterprise}:manager` })).toMatchObject({ [enterprise]: { department: 'Sales' } })
    expect(rowOf(ada)?.managerId).toBeNull()
  })

  it('takes what Okta sends', async () => {
    const ada = await make('ada')
    expect(await patched(ada, { op: 'replace', value: { active: false } })).toMatchObject({ active: false })
    const group = await makeGroup('West')
    const renamed = await send('PATCH', `/Groups/${group}`, patchOf({ op: 'replace', value: { id: group, displayName: 'East' } }))
    expect([renamed.status, renamed.body.displayName]).toEqual([200, 'East'])
    await send('PATCH', `/Groups/${group}`, patchOf({ op: 'add', path: 'members', value: [{ value: ada, display: 'ada' }] }))
    expect(rowOf(ada)?.teamId).toBe(group)
    const { body } = await send('PATCH', `/Groups/${group}`, patchOf({ op: 'remove', path: `members[value eq "${ada}"]` }))
    expect([body.members, rowOf(ada)?.teamId === group]).toEqual([undefined, false])
  })

  it('adds, replaces and removes values, and keeps one of them primary', async () => {
    const ada = await make('ada', { emails: [{ value: 'a@x.example', type: 'work', primary: true }] })
    expect(await patched(ada, { op: 'add', path: 'emails', value: [{ value: 'b@x.example', type: 'home', primary: true }] })).toMatchObject({ emails: [{ value: 'a@x.example', primary: false }, { value: 'b@x.example', primary: true }] })
    expect(rowOf(ada)?.email).toBe('b@x.example')
    const twice = await patched(ada, { op: 'add', path: 'emails', value: { value: 'b@x.example', type: 'home', primary: true } })
    expect(twice).toMatchObject({ emails: { length: 2 } })
    expect(await patched(ada, { op: 'remove', path: 'emails[type eq "home"]' })).toMatchObject({ emails: [{ value: 'a@x.example' }] })
    expect(await patched(ada, { op: 'replace', path: 'emails', value: [] })).not.toHaveProperty('emails')
    expect(await patched(ada, { op: 'add', path: enterprise, value: { costCenter: '7' } }, { op: 'remove', path: enterprise })).not.toHaveProperty([enterprise])
  })

  it('that cannot be done is refused by its kind, and nothing of it is done', async () => {
    const ada = await make('ada', { title: 'One' })
    const cases: [object, string][] = [
      [{ op: 'jump', path: 'title' }, '400 invalidSyntax'], [{ op: 'remove' }, '400 noTarget'], [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'x' }, '400 noTarget'], [{ op: 'replace', path: 'id', value: 'x' }, '400 mutability'],
      [{ op: 'replace', path: 'meta.version', value: 'x' }, '400 mutability'], [{ op: 'replace', path: '!', value: 'x' }, '400 invalidPath'], [{ op: 'replace', path: 'emails[type is 3]', value: 'x' }, '400 invalidFilter'], [{ op: 'remove', path: 'userName' }, '400 invalidValue'],
      [{ op: 'replace', path: 'active', value: 'perhaps' }, '400 invalidValue'], [{ op: 'replace', path: 'title.sub', value: 'x' }, '400 invalidPath'], [{ op: 'add', path: 'emails', value: [{ value: 'a@x', primary: true }, { value: 'b@x', primary: true }] }, '400 invalidValue'], [{ op: 'add', path: 'title' }, '400 invalidValue'],
    ]
    for (const [operation, expected] of cases) expect([operation, await patched(ada, { op: 'replace', path: 'title', value: 'Two' }, operation)]).toEqual([operation, expected])
    expect((await send('GET', `/Users/${ada}`)).body.title).toBe('One')
  })
})

describe('teams', () => {
  it('have each person once: coming into one is leaving the other, and whoever is taken out stays on the roster', async () => {
    const [ada, bea] = [await make('ada'), await make('bea')]
    const west = await makeGroup('West', [ada, bea])
    const east = await makeGroup('East', [bea])
    const members = async (id: string) => ((await send('GET', `/Groups/${id}`)).body.members as { value: string }[] | undefined)?.map(({ value }) => value)
    expect([await members(west), await members(east)]).toEqual([[ada], [bea]])
    expect((await send('PUT', `/Groups/${east}`, { displayName: 'East', externalId: 'g-1', members: [{ value: ada }] })).status).toBe(200)
    expect([await members(west), await members(east)]).toEqual([undefined, [ada]])
    expect((await send('GET', `/Users/${bea}`)).body.groups).toMatchObject([{ display: 'From the HR system' }])
    expect((await send('DELETE', `/Groups/${east}`)).status).toBe(204)
    expect((await send('GET', `/Groups/${east}`)).status).toBe(404)
    expect((await send('GET', `/Users/${ada}`)).body.groups).toMatchObject([{ display: 'From the HR system' }])
    expect(await found('displayName eq "from the hr system"', 'Groups')).toEqual(['From the HR system'])
    expect(scim.world.db.select().from(teams).where(eq(teams.name, 'From the HR system')).all()).toHaveLength(1)
  })

  it('take no strangers, no second of an id, and not too many at once', async () => {
    expect((await send('POST', '/Groups', { displayName: 'West', members: [{ value: 'nobody' }] })).body).toMatchObject({ status: '400', scimType: 'invalidValue' })
    await send('POST', '/Groups', { displayName: 'West', externalId: 'g-1' })
    expect((await send('POST', '/Groups', { displayName: 'East', externalId: 'g-1' })).body).toMatchObject({ status: '409', scimType: 'uniqueness' })
    const many = Array.from({ length: 1_001 }, (_, index) => ({ value: `p${index}` }))
    expect((await send('POST', '/Groups', { displayName: 'All', members: many })).status).toBe(413)
    expect((await send('PATCH', '/Groups/team', patchOf({ op: 'add', path: 'members', value: many }))).body).toMatchObject({ status: '413', scimType: 'tooMany' })
    expect((await send('POST', '/Users', userNamed('x'.repeat(2_000_000)))).status).toBe(413)
    expect((await send('POST', '/Users', '{"userName": ')).body).toMatchObject({ status: '400', scimType: 'invalidSyntax' })
    expect(scim.reported).toEqual([])
  })
})

describe('too many who leave at once', () => {
  const deactivate = (id: string) => send('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'False' }))
  const active = () => scim.world.db.$client.prepare('select count(*) from reps where active = 1').pluck().get()

  it('are held back: more than a fifth within ten minutes, and more than two', async () => {
    expect([(await deactivate('ann')).status, (await deactivate('bob')).status]).toEqual([200, 200])
    const third = await deactivate('cem')
    expect([third.status, third.body.detail]).toEqual([403, expect.stringContaining('held until an admin decides')])
    expect((await send('DELETE', '/Users/cem')).status).toBe(403)
    expect((await deactivate('max')).status).toBe(403)
    expect(active()).toBe(2)
    expect(scim.world.db.$client.prepare('select origin, state, leavers, active, change from held_roster_changes').all()).toEqual([
      { origin: 'scim', state: 'held', leavers: 2, active: 2, change: JSON.stringify({ people: [{ repId: 'cem', isDeleted: true }, { repId: 'max', isDeleted: false }] }) },
    ])
  })

  it('may go when they go slowly, but not while a decision is open', async () => {
    for (const id of ['ann', 'bob']) expect((await deactivate(id)).status).toBe(200)
    scim.pass(11 * minute)
    expect((await deactivate('cem')).status).toBe(200)
    const ada = await make('ada')
    expect([(await deactivate(ada)).status, (await deactivate('max')).status]).toEqual([200, 403])
    scim.pass(60 * minute)
    expect((await deactivate(await make('bea'))).status).toBe(403)
  })

  it('and of whom the HR system then says that they are here need no decision any more', async () => {
    for (const id of ['ann', 'bob', 'cem']) await deactivate(id)
    await send('PATCH', '/Users/cem', patchOf({ op: 'replace', path: 'active', value: true }))
    expect(scim.world.db.$client.prepare('select state from held_roster_changes').pluck().all()).toEqual(['refused'])
    expect(scim.world.db.$client.prepare('select state from work_items').pluck().all()).toEqual(['done'])
  })
})
