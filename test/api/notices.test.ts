import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#server/db/new-id'
import { notices, reps, users } from '#server/db/schema'
import { clearOldNotices } from '#server/notices/clear-old-notices'
import { createNoticeState } from '#server/notices/notice-state'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp, publicUrl } from '../harness/app/create-test-app'

/* What somebody on the roster was told, as `ann`, who signs in as the owner of the workspace. */

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let now = Date.now()
const day = 86_400_000

interface List {
  isOnRoster: boolean
  unread: number
  notices: { id: string; title: string; text: string; link: string | null; readAt: number | null }[]
  next: string | null
}

beforeEach(async () => {
  now = Date.now()
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
  const owner = world.db.select({ id: users.id }).from(users).get()
  world.db.update(reps).set({ userId: owner?.id ?? null }).where(eq(reps.id, 'ann')).run()
})

function tell(personId: string, title: string, more: Partial<typeof notices.$inferInsert> = {}): string {
  const id = newId(now)
  world.db.insert(notices).values({ id, effectKey: id, personId, title, text: 'It waits.', link: '/work', at: now, ...more }).run()
  return id
}
const list = async (query = '') => (await (await call(`/api/notices${query}`)).json()) as List
const readAt = (id: string) => world.db.select({ readAt: notices.readAt }).from(notices).where(eq(notices.id, id)).get()?.readAt

describe('notices', () => {
  it('are mine alone, the newest first, with how many I have not read', async () => {
    tell('ann', 'first')
    tell('bob', 'not hers')
    tell('ann', 'second')
    const seen = await list()
    expect(seen).toMatchObject({ isOnRoster: true, unread: 2, next: null })
    expect(seen.notices.map(({ title }) => title)).toEqual(['second', 'first'])
  })

  it('of somebody who is not on the roster are none, which is no error', async () => {
    world.db.update(reps).set({ userId: null }).where(eq(reps.id, 'ann')).run()
    tell('ann', 'hers')
    expect(await list()).toMatchObject({ isOnRoster: false, unread: 0, notices: [], next: null })
    const refused = await call('/api/notices/read', { json: { upTo: 'x' } })
    expect([refused.status, await refused.json()]).toMatchObject([404, { error: { message: expect.stringContaining('not on the roster') } }])
  })

  it('come in pages in which each stands once, whatever arrives meanwhile', async () => {
    for (let index = 0; index < 70; index += 1) tell('ann', String(index))
    const first = await list()
    tell('ann', 'meanwhile')
    const second = await list(`?cursor=${first.next}`)
    const third = await list(`?cursor=${second.next}`)
    expect([...first.notices, ...second.notices, ...third.notices].map(({ title }) => Number(title))).toEqual(Array.from({ length: 70 }, (_, index) => 69 - index))
    expect(third.next).toBeNull()
    expect((await call('/api/notices?cursor=%27')).status).toBe(400)
  })

  it('say what they say without the link that could answer for whoever has it', async () => {
    const link = `${publicUrl}/a/offer.token`
    tell('ann', 'offered', { link, text: `Hi Ann,\n\nZoë is waiting.\nTake it here: ${link}\n` })
    tell('ann', 'long', { text: 'word '.repeat(4_000) })
    tell('ann', 'elsewhere', { link: 'https://crm.example/lead/1' })
    for (const link of ['javascript:alert(1)', '']) tell('ann', 'nowhere', { link })
    tell('ann', 'two slashes', { link: `${publicUrl}//evil.example/x` })
    const seen = (await list()).notices.map(({ title, link, text }) => [title, link, text.length <= 280 && text.slice(0, 24)])
    expect(seen).toEqual([
      ['two slashes', '/evil.example/x', 'It waits.'],
      ['nowhere', null, 'It waits.'],
      ['nowhere', null, 'It waits.'],
      ['elsewhere', 'https://crm.example/lead/1', 'It waits.'],
      ['long', '/work', 'word word word word word'],
      ['offered', '/a/offer.token', 'Hi Ann, Zoë is waiting.'],
    ])
  })

  it('are read once: again changes nothing, and nobody reads those of others', async () => {
    const mine = tell('ann', 'hers')
    const theirs = tell('bob', 'not hers')
    expect((await call(`/api/notices/${mine}/read`, { json: {} })).status).toBe(200)
    const first = readAt(mine)
    now += 5_000
    expect((await call(`/api/notices/${mine}/read`, { json: {} })).status).toBe(200)
    expect([first, readAt(mine)]).toEqual([now - 5_000, now - 5_000])
    expect((await call(`/api/notices/${theirs}/read`, { json: {} })).status).toBe(404)
    expect(readAt(theirs)).toBeNull()
    expect((await list()).unread).toBe(0)
  })

  it('are all read up to the newest that I have seen; one that came meanwhile and those of others are not', async () => {
    for (let index = 0; index < 1_100; index += 1) tell('ann', String(index))
    const theirs = tell('bob', 'not hers')
    const seen = await list()
    expect(seen.unread).toBe(100)
    tell('ann', 'meanwhile')
    const upTo = seen.notices[0]?.id
    for (const press of [1, 2]) expect([press, (await call('/api/notices/read', { json: { upTo } })).status]).toEqual([press, 200])
    const after = await list()
    expect([after.unread, after.notices[0]?.readAt, after.notices[1]?.readAt]).toEqual([1, null, now])
    expect(readAt(theirs)).toBeNull()
    expect((await call('/api/notices/read', { json: {} })).status).toBe(400)
  })

  it('that were read are deleted after 90 days; what nobody has read stays', async () => {
    for (let index = 0; index < 1_100; index += 1) tell('ann', 'old', { readAt: now - 91 * day })
    tell('ann', 'young', { readAt: now - 89 * day })
    tell('ann', 'unread', { at: now - 400 * day })
    await clearOldNotices(world, now)
    expect(world.db.select({ title: notices.title }).from(notices).all().map(({ title }) => title).sort()).toEqual(['unread', 'young'])
  })

  it('are counted through those alone that nobody has read, however many were', () => {
    const asked: string[] = []
    const { prepare } = world.db.$client
    world.db.$client.prepare = ((sql: string) => {
      asked.push(sql)
      return prepare.call(world.db.$client, sql)
    }) as typeof prepare
    createNoticeState(world.db)
    const plans = asked.map((sql) => (prepare.call(world.db.$client, `explain query plan ${sql}`).all('ann') as { detail: string }[]).map(({ detail }) => detail).join('; '))
    expect(plans[0]).toMatch(/SEARCH notices USING INDEX notices_unread \(person_id=\?\)/)
    expect(plans[1]).toMatch(/^SEARCH notices USING (COVERING )?INDEX \w+ \(person_id=\?\)$/)
  })
})

it('a page is told at once that a notice has come for whoever looks at it, not for others', async () => {
  const heard: string[] = []
  const answer = await call('/api/live?only=notices')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const hear = async () => {
    const part = await reader?.read()
    heard.push(.../data: (\{.*\})/.exec(part?.value ?? '')?.slice(1) ?? [])
  }
  await hear()
  tell('bob', 'not hers')
  await world.writer.write(() => undefined)
  let id = ''
  await world.writer.write(() => {
    id = tell('ann', 'hers')
  })
  await hear()
  expect(heard.map((each) => JSON.parse(each) as unknown)).toEqual([{ unread: 0, newest: null }, { unread: 1, newest: id }])
  await reader?.cancel()
})
