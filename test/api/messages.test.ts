import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { auditLog, contacts, effects, flows, leads, runs, users } from '#server/db/schema'
import { buildFlow, minutes } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { createTestApp } from '../harness/app/create-test-app'

// A Wednesday, 10:00 in Berlin and 4:00 in New York.
const wednesday = Date.parse('2025-11-19T09:00:00Z')
const minute = 60_000

interface Listed {
  key: string
  state: string
  subject: string | null
  reason: string | null
  contact: { id: string; name: string }
  decision: { verdict: string; checks: { name: string; passed: boolean }[] } | null
}
interface Whole extends Listed {
  written: { to: string; from: string | null; text: string } | null
  decisions: { verdict: string }[]
}

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
const read = async <Body>(path: string) => (await (await call(`/api/messages${path}`)).json()) as Body
const list = async (query = '') => (await read<{ messages: Listed[] }>(query)).messages
const one = async (key: string) => (await read<{ message: Whole }>(`/one/${encodeURIComponent(key)}`)).message
const stop = (key: string, json: object = { why: 'She asked me to' }) => call(`/api/messages/one/${encodeURIComponent(key)}/stop`, { json })
const nameOf = ({ contact }: Listed) => contact.name

function flow(params: object = {}): FlowDocument {
  return buildFlow(
    { wait: ['wait', { duration: minutes(10) }], write: ['send-message', { purpose: 'marketing', sender: 'workspace', subject: 'About your boat', ...params }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] },
    { 'wait.done': 'write', 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' },
  )
}
async function arrive(id: string, data: Record<string, unknown> = {}): Promise<void> {
  await driver.world.receive({ name: id, email: `${id}@test.example`, consent: [{ channel: 'email', purpose: 'marketing' }], ...data } as never, { id, now: await driver.now() })
  await driver.settle()
}
async function pass(ms: number): Promise<void> {
  await driver.advanceTo((await driver.now()) + ms)
  now = await driver.now()
}

describe('what flows write to people outside', () => {
  it('is listed with who, what became of it and why, and narrowed by state, channel, flow, person and words', async () => {
    await driver.world.publish(flow())
    await arrive('Ada')
    await arrive('Bea', { timeZone: 'America/New_York', company: 'Hafen & Söhne' })
    await arrive('Cem', { consent: [] })
    await pass(11 * minute)
    expect((await list()).map((each) => [nameOf(each), each.state, each.subject]).sort()).toEqual([['Ada', 'done', 'About your boat'], ['Bea', 'held', null], ['Cem', 'cancelled', null]])
    expect((await list('?state=held')).map(({ contact, decision }) => [contact.name, decision?.verdict, decision?.checks.find(({ passed }) => !passed)?.name])).toEqual([['Bea', 'hold', 'hours']])
    expect((await list('?state=held,cancelled')).map(nameOf).sort()).toEqual(['Bea', 'Cem'])
    expect(await list('?channel=sms')).toEqual([])
    expect((await list('?q=sohne')).map(nameOf)).toEqual(['Bea'])
    expect((await list('?q=ada@test')).map(nameOf)).toEqual(['Ada'])
    expect(await list('?q=nobody')).toEqual([])
    const flowId = db().select({ id: flows.id }).from(flows).get()?.id ?? ''
    expect(await list(`?flow=${flowId}&state=done`)).toHaveLength(1)
    expect(await list('?flow=other')).toEqual([])
    const ada = (await list('?q=ada'))[0]
    expect((await list(`?contact=${ada?.contact.id}`)).map(nameOf)).toEqual(['Ada'])
    const leadOfCem = db().select({ id: leads.id }).from(leads).where(eq(leads.name, 'Cem')).get()?.id
    expect((await list(`/of-lead/${leadOfCem}`)).map(nameOf)).toEqual(['Cem'])
    expect((await read<{ counts: object }>('/counts')).counts).toEqual({ held: 1, claimed: 0, unknown: 0, failed: 0 })
  })

  it('messages to colleagues are not among them', async () => {
    await driver.world.publish(
      buildFlow(
        { ask: ['route', { team: 'team' }], tell: ['notify', { to: ['assignee'], channels: ['email'] }], hold: ['await-ack', { window: minutes(20) }], yes: ['end', { reason: 'accepted' }], no: ['end', { reason: 'rejected' }] },
        { 'ask.assigned': 'tell', 'ask.nobody': 'no', 'tell.told': 'hold', 'tell.failed': 'no', 'hold.acknowledged': 'yes', 'hold.timedOut': 'no', 'hold.passedOn': 'no' },
      ),
    )
    await arrive('Ada')
    await pass(minute)
    expect(db().select().from(effects).all().length).toBeGreaterThan(0)
    expect(await list()).toEqual([])
  })

  it('one is opened with the text as it went, without the link by which its reader says no, and with each answer of the gate', async () => {
    await driver.world.publish(flow({ text: 'Hello {{ lead.name }}' }))
    await arrive('Ada')
    await pass(11 * minute)
    const [ada] = await list()
    const opened = await one(ada?.key ?? '')
    expect(opened).toMatchObject({ written: { to: 'ada@test.example', from: null }, decisions: [{ verdict: 'send' }] })
    expect(opened.written?.text).toMatch(/^Hello Ada/)
    expect(opened.written?.text).not.toMatch(/\/u\//)
    expect((await call('/api/messages/one/nothing')).status).toBe(404)
  })

  it('pages hang on the last row of the page before, also where many were made in one instant', async () => {
    await driver.world.publish(flow())
    for (let index = 0; index < 7; index += 1) await arrive(`p${index}`)
    await pass(11 * minute)
    for (const filter of ['', '&state=done', '&state=done,held', '&q=test.example']) {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { messages: Listed[]; next: string | null } = await read(`?limit=3${filter}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
        seen.push(...page.messages.map(nameOf))
        cursor = page.next
      }
      expect([...seen].sort(), filter).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
    }
    expect((await call('/api/messages?cursor=nonsense')).status).toBe(400)
  })

  it('a page is found in an index, without a sort of all that there is', async () => {
    await driver.world.publish(flow())
    const seen: string[] = []
    const { all } = db()
    db().all = ((query: Parameters<typeof all>[0]) => {
      const { sql, params } = (db() as unknown as { dialect: { sqlToQuery(query: unknown): { sql: string; params: unknown[] } } }).dialect.sqlToQuery(query)
      seen.push(...(db().$client.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]).map(({ detail }) => detail))
      return all.call(db(), query)
    }) as typeof all
    for (const query of ['', '?state=held', '?channel=email', '?flow=f']) await list(query)
    expect(seen.filter((detail) => /effects/.test(detail))).toEqual(expect.arrayContaining([expect.stringMatching(/USING COVERING INDEX effects_messages_state \(state=\?\)/)]))
    expect(seen.filter((detail) => /effects/.test(detail) && !/COVERING INDEX/.test(detail))).toEqual([])
  })
})

describe('B6: one message is stopped by hand', () => {
  it('what is held is given up at once, its run goes on by that way, and who did it is kept', async () => {
    await driver.world.publish(flow())
    await arrive('Bea', { timeZone: 'America/New_York' })
    await pass(11 * minute)
    const key = (await list('?state=held'))[0]?.key ?? ''
    expect((await stop(key)).status).toBe(200)
    await driver.settle()
    expect(db().select({ state: runs.state, endReason: runs.endReason }).from(runs).all()).toEqual([{ state: 'done', endReason: 'no-consent' }])
    const me = db().select({ name: users.name }).from(users).get()?.name
    expect(await one(key)).toMatchObject({ state: 'cancelled', reason: `Stopped by ${me}: She asked me to` })
    const contactId = db().select({ id: contacts.id }).from(contacts).get()?.id
    expect(db().select().from(auditLog).orderBy(desc(auditLog.seq)).all().find(({ action }) => action === 'message.stopped')).toMatchObject({ subjectId: contactId, reason: 'She asked me to' })
    await pass(24 * 60 * minute)
    expect(driver.world.sent).toEqual([])
    // A second press finds nothing to stop.
    expect((await stop(key)).status).toBe(409)
  })

  it('what has gone, or goes this moment, is not stopped', async () => {
    await driver.world.publish(flow())
    await arrive('Ada')
    await pass(11 * minute)
    const key = (await list())[0]?.key ?? ''
    const gone = await stop(key)
    expect([gone.status, await gone.text()]).toEqual([409, expect.stringContaining('gone already')])
    db().update(effects).set({ state: 'sending' }).run()
    expect(await (await stop(key)).text()).toContain('being sent this moment')
    expect(db().select({ state: effects.state }).from(effects).all()).toEqual([{ state: 'sending' }])
  })

  it('is not for reps, and neither is the list of all messages', async () => {
    await driver.world.publish(flow())
    await arrive('Bea', { timeZone: 'America/New_York' })
    await pass(11 * minute)
    const key = (await list())[0]?.key ?? ''
    db().update(users).set({ role: 'rep' }).run()
    expect([(await call('/api/messages')).status, (await stop(key)).status, (await call(`/api/messages/one/${encodeURIComponent(key)}`)).status]).toEqual([403, 403, 200])
  })
})
