import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { sayConsent } from '#server/consent/say-consent'
import { assignments, contacts, effects, gateDecisions, leads, runs, waits, workItems } from '#server/db/schema'
import { findLeaks } from '#server/leakcheck/find-leaks'
import { buildFlow, minutes } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { drivers, wednesday } from './drivers'

/* The contact gate: scenarios of the welcome sequence that are about whether a person may be written to, in the simulator and on the real Temporal. */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe.each(drivers)('on %s', (_name, start) => {
  let driver: Driver
  let now: number

  beforeEach(async () => {
    driver = await start(wednesday)
    now = await driver.now()
  })
  afterEach(() => driver.stop())

  const db = () => driver.world.db
  const messages = () => driver.world.sent.map(({ request }) => request)
  const ledger = () => db().select({ state: effects.state, reason: effects.reason, notBefore: effects.notBefore }).from(effects).orderBy(asc(effects.key)).all()
  const endReasons = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).orderBy(asc(runs.id)).all().map(({ state, endReason }) => endReason ?? state)
  const contactId = () => db().select({ id: contacts.id }).from(contacts).get()?.id ?? ''
  const verdicts = () => db().select({ verdict: gateDecisions.verdict }).from(gateDecisions).orderBy(asc(gateDecisions.at), asc(gateDecisions.id)).all().map(({ verdict }) => verdict)

  /** A message after ten minutes; another straight after it where `second` is given. */
  function flow(params: object = {}, second?: object): FlowDocument {
    const steps: Record<string, [string, Record<string, unknown>?]> = {
      wait: ['wait', { duration: minutes(10) }], write: ['send-message', { purpose: 'marketing', sender: 'workspace', ...params }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }],
      ...(second && { again: ['send-message', { purpose: 'marketing', sender: 'workspace', ...second }] as [string, Record<string, unknown>] }),
    }
    const ways = (from: string, next: string) => ({ [`${from}.sent`]: next, [`${from}.refused`]: 'no', [`${from}.expired`]: 'no', [`${from}.failed`]: 'no' })
    return buildFlow(steps, { 'wait.done': 'write', ...ways('write', second ? 'again' : 'done'), ...(second && ways('again', 'done')) })
  }
  async function arrive(data: Record<string, unknown> = {}, id = 'one'): Promise<void> {
    now = await driver.now()
    await driver.world.receive({ name: 'Ada', email: 'ada@test.example', consent: [{ channel: 'email', purpose: 'marketing', textVersion: 'v3' }], ...data } as never, { id, now })
    await driver.settle()
  }
  async function pass(ms: number): Promise<void> {
    now = await driver.now()
    await driver.advanceTo(now + ms)
    now = await driver.now()
  }
  async function withdraw(): Promise<void> {
    now = await driver.now()
    await driver.world.writer.write((tx) => sayConsent(tx, { contactId: contactId(), channel: 'email', purpose: 'marketing', state: 'withdrawn', at: now, source: 'phone', actor: { kind: 'person', id: 'test' } }, now))
    await driver.settle()
  }

  it('sends what may be sent, in a form by which they can say no', async () => {
    await driver.world.publish(flow())
    await arrive()
    await pass(11 * minute)
    expect(messages()).toMatchObject([{ channel: 'email', to: 'ada@test.example', toName: 'Ada', unsubscribe: expect.stringContaining('/u/') }])
    expect([verdicts(), endReasons()]).toEqual([['send'], ['completed']])
  })

  it('V10: without a yes nothing goes, and the run ends by that way', async () => {
    await driver.world.publish(flow())
    await arrive({ consent: [] })
    await pass(11 * minute)
    expect([messages(), verdicts(), endReasons()]).toEqual([[], ['cancel'], ['no-consent']])
    expect(ledger()).toMatchObject([{ state: 'cancelled', reason: 'Never asked about E-mail for “News and offers”' }])
  })

  it('AW3: taken back a moment before the wait is over: nothing goes, and the run ends', async () => {
    await driver.world.publish(flow())
    await arrive()
    // Reckoned from the wait itself: on Temporal time goes on while things are set up.
    await driver.advanceTo((db().select({ dueAt: waits.dueAt }).from(waits).where(eq(waits.state, 'open')).get()?.dueAt ?? 0) - 10_000)
    await withdraw()
    await pass(minute)
    expect([messages(), endReasons()]).toEqual([[], ['no-consent']])
    expect((await findLeaks(db().$client, now)).filter(({ kind }) => kind !== 'lead-with-nobody')).toEqual([])
  })

  it('AW3: what is held until the morning is given up at once when they say no', async () => {
    await driver.world.publish(flow())
    await arrive({ timeZone: 'America/New_York' })
    await pass(11 * minute)
    // 7:00 in New York, or within a minute after it: not all who wait for that hour begin at once.
    expect(ledger()).toMatchObject([{ state: 'held' }])
    expect(Math.floor(((ledger()[0]?.notBefore ?? 0) - wednesday - 3 * hour) / minute)).toBe(0)
    await withdraw()
    expect(ledger()).toMatchObject([{ state: 'cancelled' }])
    expect([messages(), endReasons(), verdicts()]).toEqual([[], ['no-consent'], ['hold', 'cancel']])
  })

  it('AW7, AW9: what is held goes at the hour that is allowed where they are, once', async () => {
    await driver.world.publish(flow())
    await arrive({ timeZone: 'America/New_York' })
    await pass(11 * minute)
    await pass(3 * hour - 12 * minute)
    expect(messages()).toEqual([])
    await pass(2 * minute)
    expect([messages().length, verdicts(), endReasons()]).toEqual([1, ['hold', 'send'], ['completed']])
  })

  it('AW4: a colleague calls meanwhile: the message waits three working days from then', async () => {
    await driver.world.publish(flow({ useFor: { amount: 10, unit: 'd' } }))
    await arrive()
    await pass(5 * minute)
    const called = await driver.now()
    await driver.world.event('call.logged', { minutes: 3 }, { id: 'call', now: called })
    await pass(10 * minute)
    expect(ledger()[0]?.reason).toMatch(/^A colleague was in touch \(Phone call, /)
    // Wednesday 10:05, and three working days of eight hours: Monday 10:05.
    await pass(4 * day)
    expect(messages()).toEqual([])
    await pass(day + hour)
    expect([messages().length, endReasons()]).toEqual([1, ['completed']])
  })

  it('X1: of two messages at one moment the second waits for the next day', async () => {
    await driver.world.publish(flow({ subject: 'First' }, { subject: 'Second' }))
    await arrive()
    await pass(hour)
    expect(messages().map((request) => (request.channel === 'email' ? request.subject : ''))).toEqual(['First'])
    await pass(day)
    expect(messages().map((request) => (request.channel === 'email' ? request.subject : ''))).toEqual(['First', 'Second'])
  })

  it('what cannot go while it is of use is given up', async () => {
    await driver.world.publish(flow({ useFor: { amount: 1, unit: 'h' } }))
    await arrive({ timeZone: 'America/Los_Angeles' })
    await pass(11 * minute)
    expect([messages(), verdicts(), endReasons()]).toEqual([[], ['cancel'], ['no-consent']])
    expect(db().select({ outlet: gateDecisions.verdict }).from(gateDecisions).all()).toHaveLength(1)
  })

  it('a field that is empty for this lead stops the message, and a person is told', async () => {
    await driver.world.publish(flow({ text: 'Hello {{ lead.company }}, {{ lead.name }}' }))
    await arrive()
    await pass(11 * minute)
    expect(messages()).toEqual([])
    expect(db().select({ kind: workItems.kind, detail: workItems.detail }).from(workItems).where(eq(workItems.state, 'open')).all()).toMatchObject([{ kind: 'run-failed', detail: expect.stringContaining('A field in the message is empty for this lead') }])
  })

  it('AW8: goes in the name of whoever has the lead when it goes', async () => {
    await driver.world.publish(flow({ sender: 'owner' }))
    await arrive()
    const leadId = db().select({ id: leads.id }).from(leads).get()?.id ?? ''
    const isNow = (repId: string) => db().insert(assignments).values({ id: repId, subjectType: 'lead', subjectId: leadId, repId, level: 'Test', state: 'accepted', offeredAt: now }).run()
    isNow('ann')
    await pass(5 * minute)
    db().update(assignments).set({ state: 'released' }).run()
    isNow('bob')
    await pass(6 * minute)
    expect(messages()).toMatchObject([{ from: { name: 'bob', replyTo: 'bob@test.example' } }])
  })
})
