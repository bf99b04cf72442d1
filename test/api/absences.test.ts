import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFeedReader, type FeedReader } from '#server/absences/read-feeds'
import { allowedHere } from '#server/connectors/http/allowed-here'
import { absences, calendarFeeds } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'
import { type HttpReceiver, startHttpReceiver } from '../harness/receivers/http-receiver'

/* Who is away when: written down by people, from a file, and from calendars that a real server gives out. */

const day = 86_400_000
const quarter = 15 * 60_000
const now = Date.now()

let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let cookie: string
let server: HttpReceiver
let reader: FeedReader

beforeEach(async () => {
  world = createWorld({ now, isGrouped: true })
  ;({ app, call, cookie } = await createTestApp(world, { now: () => now }))
  server = await startHttpReceiver()
  reader = createFeedReader({ ...world, isAllowed: allowedHere(world.db, { allowsPrivateHttp: true }), report: (error) => { throw error } })
})
afterEach(() => server.stop())

const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '').concat('Z')
const event = (uid: string, inDays: number, more = 'SUMMARY:Vacation') => `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:${stamp(now + inDays * day)}\r\nDTEND:${stamp(now + (inDays + 1) * day)}\r\n${more}\r\nEND:VEVENT\r\n`
const calendar = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${events.join('')}END:VCALENDAR\r\n`
const serve = (body: string, more: object = {}) => {
  server.heal()
  server.answer('any', { status: 200, body, headers: { 'content-type': 'text/calendar' }, ...more })
}
const feed = () => world.db.select().from(calendarFeeds).all()[0]
const away = () => world.db.select().from(absences).all().map(({ repId, note, startsAt }) => `${repId} ${note} ${Math.round((startsAt - now) / day)}`).sort()
async function addFeed(values: object = { repId: 'ann' }): Promise<string> {
  const made = await call('/api/absences/feeds', { json: { name: 'Ann’s', url: server.url('/secret.ics'), counts: 'away', ...values } })
  expect(made.status).toBe(201)
  return ((await made.json()) as { id: string }).id
}
const read = (id: string, at = now) => reader.read(id, at)
const list = async () => (await (await call('/api/absences')).json()) as { absences: { id: string; repName: string; isFixed: boolean }[]; feeds: Record<string, unknown>[] }

describe('an absence', () => {
  const input = { repId: 'ann', startsAt: now + day, endsAt: now + 2 * day, note: 'Holiday' }
  it('is written down and taken back', async () => {
    const { id } = (await (await call('/api/absences', { json: input })).json()) as { id: string }
    expect((await list()).absences).toMatchObject([{ id, repName: 'ann', isFixed: false }])
    expect((await call(`/api/absences/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await list()).absences).toEqual([])
    expect((await call(`/api/absences/${id}`, { method: 'DELETE' })).status).toBe(404)
  })

  it('of whole days is meant where the person is', async () => {
    const start = Math.ceil(now / day) * day + day
    await call('/api/absences', { json: { ...input, startsAt: start, endsAt: start + day, isLocal: true } })
    const [found] = world.db.select().from(absences).all()
    const clock = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hourCycle: 'h23', hour: '2-digit', minute: '2-digit' })
    expect([clock.format(found?.startsAt), clock.format(found?.endsAt)]).toEqual(['00:00', '00:00'])
  })

  it.each([['that ends before it begins', { endsAt: now }, 400], ['that is over', { startsAt: now - 3 * day, endsAt: now - day }, 400], ['of ten years', { endsAt: now + 3_650 * day }, 400], ['of nobody', { repId: 'nobody' }, 404], ['with a novel for a note', { note: 'x'.repeat(201) }, 400]])('%s is refused', async (_name, values, status) => {
    expect((await call('/api/absences', { json: { ...input, ...values } })).status).toBe(status)
  })
})

describe('a calendar that is read', () => {
  it('makes absences, follows what changes in it, and keeps its address to itself', async () => {
    serve(calendar(event('a', 1), event('b', 5), event('free', 2, 'SUMMARY:Holiday in Spain\r\nTRANSP:TRANSPARENT'), event('gone', 3, 'SUMMARY:Vacation\r\nSTATUS:CANCELLED'), event('meeting', 1, 'SUMMARY:Standup')))
    const id = await addFeed()
    await read(id)
    expect(away()).toEqual(['ann Vacation 1', 'ann Vacation 5'])
    serve(calendar(event('a', 1), event('c', 9), event('m1', 1, 'SUMMARY:Standup'), event('m2', 1, 'SUMMARY:Standup')))
    await read(id)
    expect(away()).toEqual(['ann Vacation 1', 'ann Vacation 9'])
    expect(JSON.stringify(await list())).not.toContain('secret.ics')
    expect(feed()?.sealedUrl).not.toContain('secret')
    expect(world.db.$client.prepare('select count(*) from audit_log where after like ?').pluck().get('%secret.ics%')).toBe(0)
    expect((await list()).feeds).toMatchObject([{ name: 'Ann’s', repName: 'ann', staleSince: null, entries: 4 }])
  })

  it('counts meetings where being busy counts, and does not tell what they are called', async () => {
    serve(calendar(event('a', 1, 'SUMMARY:Talk about Zoë’s salary')))
    await read(await addFeed({ repId: 'ann', counts: 'busy' }))
    expect(away()).toEqual(['ann  1'])
  })

  it('of a team finds people by address and by name, and counts what is nobody’s', async () => {
    serve(calendar(event('a', 1, 'SUMMARY:Vacation\r\nATTENDEE:mailto:BOB@test.example'), event('b', 2, 'SUMMARY:cem – Vacation'), event('c', 3, 'SUMMARY:Zoë – Vacation')))
    const id = await addFeed({ teamId: 'team' })
    await read(id)
    expect(away()).toEqual(['bob Vacation 1', 'cem cem – Vacation 2'])
    expect(feed()?.unmatched).toBe(1)
  })

  it('is asked with what it said last time, and what has not changed stays', async () => {
    serve(calendar(event('a', 1)), { headers: { etag: '"v1"' } })
    const id = await addFeed()
    await read(id)
    server.heal()
    server.answer('any', { status: 304 })
    await read(id, now + quarter)
    expect(server.requests().at(-1)?.headers['if-none-match']).toBe('"v1"')
    expect([away(), feed()?.readAt]).toEqual([['ann Vacation 1'], now + quarter])
  })

  it.each([
    ['that fails', { status: 500, body: 'no' }, 'It answered 500.'],
    ['that asks to sign in', { status: 200, body: '<html>Sign in</html>' }, 'This is no iCalendar: it does not begin with BEGIN:VCALENDAR.'],
    ['that comes back empty', { status: 200, body: calendar() }, 'It came back empty; it had 5 entries.'],
    ['that comes back halved', { status: 200, body: calendar(event('e0', 1), event('e1', 2)) }, 'It came back with 2 entries; it had 5.'],
    ['that is cut off', { status: 200, body: calendar(event('e0', 1)).slice(0, -8) }, 'The iCalendar is cut off: it does not end with END:VCALENDAR.'],
    ['that is far too large', { status: 200, body: `BEGIN:VCALENDAR\r\n${'x'.repeat(2_100_000)}` }, 'It is larger than 2 MB, or broke off.'],
    ['that breaks off', { end: 'reset' as const }, /^It could not be reached/],
  ])('%s keeps its absences, and says since when and why', async (_name, answer, problem) => {
    serve(calendar(...[0, 1, 2, 3, 4].map((each) => event(`e${each}`, each + 1))))
    const id = await addFeed()
    await read(id)
    server.heal()
    server.answer('any', answer)
    await read(id, now + quarter)
    await read(id, now + 2 * quarter)
    expect(away()).toHaveLength(5)
    expect(feed()).toMatchObject({ staleSince: now + quarter, readAt: now, problem: typeof problem === 'string' ? problem : expect.stringMatching(problem) })
    serve(calendar(...[0, 1, 2, 3].map((each) => event(`e${each}`, each + 1))))
    await read(id, now + 3 * quarter)
    expect([away().length, feed()?.staleSince, feed()?.problem]).toEqual([4, null, null])
  })

  it('is believed when somebody says that it is right', async () => {
    serve(calendar(...[0, 1, 2, 3, 4].map((each) => event(`e${each}`, each + 1))))
    const id = await addFeed()
    await read(id)
    serve(calendar(event('e0', 1)))
    await read(id, now + quarter)
    expect(away()).toHaveLength(5)
    await call(`/api/absences/feeds/${id}/trust`, { method: 'POST' })
    await read(id, now + 2 * quarter)
    expect([away(), feed()?.staleSince, feed()?.isTrusted]).toEqual([['ann Vacation 1'], null, false])
  })

  it('within a private network is not read, unless its host is allowed', async () => {
    serve(calendar(event('a', 1)))
    await addFeed()
    // The app of this test may not go there; the reader beside it may.
    expect([feed()?.problem, server.count()]).toEqual(['Its address lies within a private network, where nothing is read.', 0])
  })

  it('is read each quarter of an hour by the scheduler, and by one process only', async () => {
    serve(calendar(event('a', 1)))
    await addFeed()
    const other = createFeedReader({ ...world, isAllowed: allowedHere(world.db, { allowsPrivateHttp: true }), report: (error) => { throw error } })
    for (const at of [now + quarter, now + quarter + 1_000, now + 2 * quarter + 2_000]) {
      await Promise.all([reader.turn(at), other.turn(at)])
      await Promise.all([reader.idle(), other.idle()])
    }
    expect([server.count(), away()]).toEqual([2, ['ann Vacation 1']])
  })

  it('leaves nothing to come when it is read no more', async () => {
    serve(calendar(event('a', 1)))
    const id = await addFeed()
    await read(id)
    expect((await call(`/api/absences/${(await list()).absences[0]?.id}`, { method: 'DELETE' })).status).toBe(409)
    await call(`/api/absences/feeds/${id}`, { method: 'DELETE' })
    expect([away(), (await list()).feeds]).toEqual([[], []])
  })

  it.each([['no address', { url: 'nonsense' }, 400], ['a file', { url: 'file:///etc/passwd' }, 400], ['a name and a word in it', { url: 'https://me:secret@x.example/c.ics' }, 400], ['nobody’s', {}, 400], ['everybody’s', { repId: 'ann', teamId: 'team' }, 400], ['a team that is gone', { teamId: 'gone' }, 400]])('is refused with %s', async (_name, values, status) => {
    expect((await call('/api/absences/feeds', { json: { name: 'x', url: 'https://x.example/c.ics', counts: 'away', ...(_name === 'nobody’s' || 'teamId' in values ? {} : { repId: 'ann' }), ...values } })).status).toBe(status)
  })
})

describe('a calendar file', () => {
  const bring = (body: string, query = 'repId=ann&counts=away') => app.request(`/api/absences/file?${query}`, { method: 'POST', headers: { cookie, origin: 'http://watertight.test', 'content-type': 'text/calendar' }, body })
  it('adds absences, the same again nothing, and takes none away', async () => {
    expect(await (await bring(calendar(event('a', 1), event('b', 2)))).json()).toEqual({ added: 2, removed: 0, unmatched: 0 })
    expect(await (await bring(calendar(event('b', 2), event('c', 3)))).json()).toEqual({ added: 1, removed: 0, unmatched: 0 })
    expect(away()).toHaveLength(3)
    expect((await list()).absences[0]).toMatchObject({ isFixed: false })
  })

  it('that is none is refused', async () => {
    expect((await bring('Name,E-mail')).status).toBe(400)
    expect((await bring(calendar(event('a', 1)), 'counts=away')).status).toBe(400)
    expect((await bring(`BEGIN:VCALENDAR${'x'.repeat(2_200_000)}`)).status).toBe(413)
  })
})
