import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { reps } from '#server/db/schema'
import { openScim, type ScimWorld } from '../scim/scim-client'

let scim: ScimWorld

beforeEach(async () => {
  scim = await openScim()
  const { db } = scim.world
  for (let index = 0; index < 16; index += 1) db.insert(reps).values({ id: `p${index}`, hrId: `${index}`, name: `P ${index}`, email: `p${index}@x.example`, teamId: 'team', role: 'rep', active: true, territories: [], skills: [], zone: 'UTC', capacity: 5, performance: 0.5, presence: 'online', createdAt: 1, updatedAt: 1 }).run()
})

interface Answer {
  status: number
  body: { error?: { message: string; details?: { problems: { line: number; reason: string }[] } }; heldId?: string; [key: string]: unknown }
}

async function bring(mode: 'full' | 'partial', text: string, path = ''): Promise<Answer> {
  const answer = await scim.app.request(`/api/roster-import${path}?mode=${mode}&name=people.csv`, { method: 'POST', headers: { cookie: scim.cookie, origin: 'http://watertight.test', 'content-type': 'text/csv' }, body: text })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

/** A line for each of the four of the small workspace and of the 16, without those left out. */
function everybody({ without = [] as number[], more = '' } = {}): string {
  const old = ['max', 'ann', 'bob', 'cem'].map((name) => `${name},${name},${name}@test.example`)
  const others = Array.from({ length: 16 }, (_, index) => index).filter((index) => !without.includes(index)).map((index) => `${index},P ${index},p${index}@x.example`)
  return ['Id,Name,E-mail', ...old, ...others].join('\n') + more
}

const activeCount = () => scim.world.db.select().from(reps).where(eq(reps.active, true)).all().length
const held = async () => ((await (await scim.call('/api/held-changes')).json()) as { held: { id: string; origin: string; leaves: { id: string }[]; joins: number; active: number }[] }).held
const decide = async (id: string, decision: string) => (await scim.call(`/api/held-changes/${id}`, { json: { decision } })).status
const asked = () => scim.world.db.$client.prepare(`select detail from work_items where state = 'open' and open_key like 'held-change:%'`).pluck().all()
const rowOf = (id: string) => scim.world.db.select().from(reps).where(eq(reps.id, id)).get()

describe('C1 a file of people', () => {
  it('is shown before, and then makes the roster what it says: who joins, changes, leaves', async () => {
    const text = everybody({ without: [0, 1], more: '\n99,Zoë New,zoe@x.example' }).replace('P 2,', 'Pia Two,')
    const preview = await bring('full', text, '/preview')
    expect(preview.body).toMatchObject({
      problems: [], active: 20, isHeld: false, joins: [{ name: 'Zoë New', email: 'zoe@x.example' }], leaves: [{ id: 'p0', load: 0 }, { id: 'p1' }],
      changes: expect.arrayContaining([{ id: 'p2', name: 'P 2', fields: ['name'] }, { id: 'ann', name: 'ann', fields: ['hrId'] }]),
    })
    expect(activeCount()).toBe(20)
    expect((await bring('full', text)).body).toEqual({ joined: 1, changed: 5, left: 2, unchanged: 13 })
    expect([rowOf('p0')?.active, rowOf('p2')?.name, rowOf('ann')?.hrId]).toEqual([false, 'Pia Two', 'ann'])
    expect((await bring('full', text)).body).toEqual({ joined: 0, changed: 0, left: 0, unchanged: 19 })
    expect((await bring('full', everybody())).body).toMatchObject({ changed: 3, left: 1 })
    expect(rowOf('p0')?.active).toBe(true)
  })

  it('of some people leaves the others as they are', async () => {
    expect((await bring('partial', 'Id,Name,Team,Manager,Zone,Skills,Capacity\n3,P 3,West,4,Europe/Paris,"a;b",7\n50,New One,West,3,,,\n')).body).toMatchObject({ joined: 1, changed: 1, left: 0 })
    expect(rowOf('p3')).toMatchObject({ managerId: 'p4', zone: 'Europe/Paris', skills: ['a', 'b'], capacity: 7, email: 'p3@x.example', active: true })
    const one = scim.world.db.select().from(reps).where(eq(reps.hrId, '50')).get()
    expect(one).toMatchObject({ managerId: 'p3', zone: 'Europe/Berlin', teamId: rowOf('p3')?.teamId, capacity: 10 })
    expect(activeCount()).toBe(21)
  })

  it.each([
    ['a loop of managers', 'Id,Name,Manager\n1,P 1,2\n2,P 2,3\n3,P 3,1\n4,P 4,1\n', [2, /lines 2, 3, 4 lead one another in a circle/]],
    ['who is their own manager', 'Id,Name,Manager\n1,P 1,1\n', [2, /this line lead/]],
    ['a loop with people who are here', 'E-mail,Name,Manager\nmax@test.example,Max,ann@test.example\n', [2, /circle/]],
    ['a manager whom nobody knows', 'Id,Name,Manager\n1,P 1,boss\n', [2, /“boss” is neither in this file nor on the roster/]],
    ['somebody twice, by id and by address', 'Id,Name,E-mail\n1,P 1,\np1@x.example,P,p1@x.example\n', [3, /same person as in line 2/]],
    ['a new person without a name', 'Id,Name\n77,\n', [2, /no name/]],
    ['an unknown zone', 'Id,Name,Zone\n1,P 1,UTC\n2,P 2,Mars\n', [3, /“Mars” is not a time zone/]],
  ])('with %s is refused by line, and nothing of it is done', async (_name, text, [line, reason]) => {
    const before = JSON.stringify(scim.world.db.select().from(reps).all())
    const { status, body } = await bring('partial', text)
    expect([status, body.error?.details?.problems]).toEqual([400, [{ line, column: expect.toSatisfy(() => true), reason: expect.stringMatching(reason as RegExp) }]])
    expect(JSON.stringify(scim.world.db.select().from(reps).all())).toBe(before)
  })

  it('that is empty sends nobody away', async () => {
    for (const text of ['', 'Id,Name\n', '\n\n']) expect((await bring('full', text)).status).toBe(400)
    expect(activeCount()).toBe(20)
  })
})

describe('C1 a file that would take away too many', () => {
  const halved = everybody({ without: [0, 1, 2, 3, 4], more: '\n99,Zoë New,zoe@x.example' })

  it('is held whole until somebody decides; a fifth may go', async () => {
    expect((await bring('full', everybody({ without: [0, 1, 2, 3] }), '/preview')).body).toMatchObject({ isHeld: false })
    expect((await bring('full', halved, '/preview')).body).toMatchObject({ isHeld: true })
    expect((await bring('full', halved)).body).toEqual({ heldId: expect.any(String), leavers: 5, active: 20 })
    expect([activeCount(), scim.world.db.select().from(reps).where(eq(reps.hrId, '99')).all()]).toEqual([20, []])
    expect(await held()).toMatchObject([{ origin: 'file', name: 'people.csv', active: 20, joins: 1, leaves: [{ id: 'p0' }, { id: 'p1' }, { id: 'p2' }, { id: 'p3' }, { id: 'p4' }] }])
    expect(asked()).toEqual([expect.stringContaining('5 of 20 active people would leave')])
  })

  it('is done when approved, as the roster is then; once', async () => {
    await bring('full', halved)
    scim.world.db.update(reps).set({ active: false }).where(eq(reps.id, 'p0')).run()
    const [change] = await held()
    expect([await decide(change?.id ?? '', 'approve'), await decide(change?.id ?? '', 'refuse')]).toEqual([200, 409])
    expect([activeCount(), await held(), rowOf('p4')?.active, asked()]).toEqual([16, [], false, []])
  })

  it('is what the first of two says who decide at the same moment', async () => {
    await bring('full', halved)
    const [change] = await held()
    const [approved, refused] = await Promise.all([decide(change?.id ?? '', 'approve'), decide(change?.id ?? '', 'refuse')])
    expect([approved, refused].sort()).toEqual([200, 409])
    expect([activeCount(), await held()]).toEqual([approved === 200 ? 16 : 20, []])
  })

  it('is dropped when refused', async () => {
    await bring('full', halved)
    expect(await decide((await held())[0]?.id ?? '', 'refuse')).toBe(200)
    expect([activeCount(), await held()]).toEqual([20, []])
  })

  it('and people whom SCIM takes away go when approved, and stay when refused, also when they are sent once more', async () => {
    const gone = (id: string) => scim.send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: false } }] })
    for (const id of ['p0', 'p1', 'p2', 'p3']) expect((await gone(id)).status).toBe(200)
    expect([(await gone('p4')).status, (await scim.send('DELETE', '/Users/p5')).status]).toEqual([403, 403])
    const [first] = await held()
    expect([first?.origin, first?.leaves.map(({ id }) => id), asked()]).toEqual(['scim', ['p4', 'p5'], [expect.stringContaining('Your HR system')]])
    expect(await decide(first?.id ?? '', 'approve')).toBe(200)
    expect([rowOf('p4')?.active, rowOf('p5')?.deletedAt !== null, (await gone('p4')).status]).toEqual([false, true, 200])

    expect((await gone('p6')).status).toBe(403)
    expect(await decide((await held())[0]?.id ?? '', 'refuse')).toBe(200)
    scim.pass(60 * 60_000)
    expect([(await gone('p6')).status, rowOf('p6')?.active]).toEqual([403, true])
    expect((await held()).map(({ leaves }) => leaves.map(({ id }) => id))).toEqual([['p6']])
  })

  it('is for ops to decide', async () => {
    scim.world.db.$client.exec(`update users set role = 'manager'`)
    expect((await scim.call('/api/held-changes')).status).toBe(403)
    expect((await bring('full', halved)).status).toBe(403)
  })
})
