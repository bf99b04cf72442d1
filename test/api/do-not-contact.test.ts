import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditLog, runs, users } from '#server/db/schema'
import { buildFlow } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { createTestApp } from '../harness/app/create-test-app'

// A Wednesday, 10:00 in Berlin and 4:00 in New York: what is written to somebody there is held until the morning.
const wednesday = Date.parse('2025-11-19T09:00:00Z')
const hour = 3_600_000
const path = '/api/do-not-contact'

let driver: Driver
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let now = wednesday

beforeEach(async () => {
  now = wednesday
  driver = await startSimulatorDriver(wednesday)
  ;({ call } = await createTestApp(driver.world, { now: () => now }))
})
afterEach(() => driver.stop())

const db = () => driver.world.db
const add = (text: string, over: object = {}) => call(path, { json: { text, reason: 'Asked us on the phone', ...over } })
const list = async (query = '') => ((await (await call(`${path}${query}`)).json()) as { entries: { id: string; value: string; channel: string | null; reason: string }[]; next: string | null })
const endReasons = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).all().map(({ state, endReason }) => endReason ?? state)
const flow = () => buildFlow({ write: ['send-message', { purpose: 'inquiry', sender: 'workspace' }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] }, { 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' })
async function arrive(email: string, data: object = {}): Promise<void> {
  await driver.world.receive({ name: 'Ada', email, timeZone: 'America/New_York', ...data } as never, { id: email, now: await driver.now() })
  await driver.settle()
}
async function morning(): Promise<void> {
  await driver.advanceTo(wednesday + 6 * hour)
  await driver.settle()
}

describe('V11 the do-not-contact list', () => {
  it.each([['the address', 'ADA@test.example'], ['the domain', 'test.example'], ['the number', '+49 30 5550 100']])('by %s: what waits to be sent is given up at once, and nothing goes later', async (_, text) => {
    await driver.world.publish(flow())
    await arrive('ada@test.example', { phone: '+49305550100' })
    await arrive('bea@other.example')
    expect(await (await add(text)).json()).toMatchObject({ woken: 1 })
    await driver.settle()
    expect(endReasons()).toEqual(['no-consent', 'running'])
    await morning()
    expect(driver.world.sent.map(({ request }) => (request as { to: string }).to)).toEqual(['bea@other.example'])
  })

  it('an entry for text messages lets e-mails go', async () => {
    await driver.world.publish(flow())
    await arrive('ada@test.example')
    await add('ada@test.example', { channel: 'sms' })
    await morning()
    expect(endReasons()).toEqual(['completed'])
  })

  it('is searched, taken off with a reason, and each change is kept with who and why', async () => {
    await add('ada@test.example')
    await add('@spam.example', { reason: 'Competitor' })
    expect((await list()).entries.map(({ value }) => value)).toEqual(['@spam.example', 'ada@test.example'])
    expect((await list('?q=COMPET')).entries.map(({ value }) => value)).toEqual(['@spam.example'])
    const id = (await list('?q=ada')).entries[0]?.id ?? ''
    expect((await call(`${path}/${id}/remove`, { json: { why: '' } })).status).toBe(400)
    expect((await call(`${path}/${id}/remove`, { json: { why: 'A mistake' } })).status).toBe(200)
    expect((await call(`${path}/${id}/remove`, { json: { why: 'A mistake' } })).status).toBe(404)
    expect((await list()).entries.map(({ value }) => value)).toEqual(['@spam.example'])
    expect(db().select({ action: auditLog.action, reason: auditLog.reason }).from(auditLog).all().filter(({ action }) => action.startsWith('do-not-contact'))).toEqual([
      { action: 'do-not-contact.added', reason: null }, { action: 'do-not-contact.added', reason: null }, { action: 'do-not-contact.removed', reason: 'A mistake' },
    ])
    // It may come back.
    expect((await add('ada@test.example')).status).toBe(201)
  })

  it('what names nobody, stands there already, or has no reason is refused in words', async () => {
    expect((await add('somebody')).status).toBe(400)
    expect((await add('ada@test.example', { reason: ' ' })).status).toBe(400)
    await add('ada@test.example')
    expect((await add('Ada@test.example')).status).toBe(409)
    expect((await add('ada@test.example', { channel: 'sms' })).status).toBe(409)
    db().update(users).set({ role: 'rep' }).run()
    expect([(await call(path)).status, (await add('bea@test.example')).status]).toEqual([403, 403])
  })

  it('a list comes in at once: what was known is left, what names nobody is told with its line', async () => {
    await driver.world.publish(flow())
    await arrive('bea@test.example')
    await add('ada@test.example')
    const csv = '\uFEFFwho,why\nada@test.example,old\n"Bea@test.example","Moved, they said"\n+49 30 5550 100\n\nnobody here\nbea@test.example\n'
    expect(await (await call(`${path}/import`, { json: { csv, reason: 'From the old CRM' } })).json()).toEqual({ added: 2, known: 2, unread: 2, shown: [{ line: 1, text: 'who' }, { line: 5, text: 'nobody here' }], woken: 1 })
    await driver.settle()
    expect(endReasons()).toEqual(['no-consent'])
    expect((await list()).entries.map(({ value, reason }) => [value, reason])).toEqual([['+49305550100', 'From the old CRM'], ['bea@test.example', 'Moved, they said'], ['ada@test.example', 'Asked us on the phone']])
    const many = Array.from({ length: 20_001 }, (_, index) => `p${index}@test.example`).join('\n')
    expect((await call(`${path}/import`, { json: { csv: many, reason: 'Too many' } })).status).toBe(413)
    expect((await list()).entries).toHaveLength(3)
    expect((await call(`${path}/import`, { json: { csv: many.slice(0, many.lastIndexOf('\n')), reason: 'Many' } })).status).toBe(200)
    const page = await list()
    expect([page.entries.length, page.next]).toEqual([100, page.entries.at(-1)?.id])
  })
})
