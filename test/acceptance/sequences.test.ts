import { asc, desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { noSequence, type Sequence } from '#engine/graph/sequence'
import { conflicts, effects, leads, runs } from '#server/db/schema'
import { buildFlow, startedBy } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { drivers, wednesday } from './drivers'

/* What people leave a flow by, and how flows stand beside each other for the same person; in the simulator and on the real Temporal. */

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
  const subjects = () => driver.world.sent.flatMap(({ request }) => (request.channel === 'email' ? request.subject : []))
  const ends = () => db().select({ state: runs.state, hold: runs.hold, endReason: runs.endReason }).from(runs).orderBy(asc(runs.id)).all().map(({ state, hold, endReason }) => endReason ?? hold ?? state)
  const found = () => db().select({ kind: conflicts.kind, rule: conflicts.rule, action: conflicts.action, state: conflicts.state, outcome: conflicts.outcome }).from(conflicts).orderBy(asc(conflicts.id)).all()

  /** Two messages with two working days between them. */
  function letters(name: string, sequence: Partial<Sequence> = {}): FlowDocument {
    const message = (subject: string) => ['send-message', { purpose: 'marketing', sender: 'workspace', subject, useFor: { amount: 20, unit: 'd' } }] as [string, Record<string, unknown>]
    const ways = (from: string, next: string) => ({ [`${from}.sent`]: next, [`${from}.refused`]: 'no', [`${from}.expired`]: 'no', [`${from}.failed`]: 'no' })
    const flow = buildFlow(
      { first: message(`${name} 1`), wait: ['wait', { kind: 'business-time', businessFor: { amount: 2, unit: 'd' } }], second: message(`${name} 2`), done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] },
      { ...ways('first', 'wait'), 'wait.done': 'second', ...ways('second', 'done') },
    )
    return { ...flow, name, sequence: { ...noSequence, ...sequence } }
  }
  async function arrive(id = 'one', email = 'ada@test.example'): Promise<string> {
    now = await driver.now()
    await driver.world.receive({ name: 'Ada', email, consent: [{ channel: 'email', purpose: 'marketing', textVersion: 'v3' }] } as never, { id, now })
    await driver.settle()
    return db().select({ id: leads.id }).from(leads).orderBy(desc(leads.id)).get()?.id ?? ''
  }
  async function happens(type: string, about?: string, data: Record<string, string | number> = {}): Promise<void> {
    now = await driver.now()
    await driver.world.event(type, data, { id: `${type}-${now}`, now, ...(about !== undefined && { about }) })
    await driver.settle()
  }
  async function pass(ms: number): Promise<void> {
    await driver.advanceTo((await driver.now()) + ms)
    now = await driver.now()
  }

  it('an answer ends it wherever it stands, whichever inquiry it is about', async () => {
    await driver.world.publish(letters('Welcome', { exits: [{ event: 'email.replied', reason: 'replied' }] }))
    await arrive()
    const other = await arrive('two')
    await happens('email.replied', other)
    expect(ends()).toEqual(['replied', 'replied'])
    await pass(10 * day)
    expect(subjects()).toEqual(['Welcome 1'])
    expect(db().select({ state: effects.state }).from(effects).all().map(({ state }) => state).sort()).toEqual(['cancelled', 'done'])
  })

  it('only if the lead then fits', async () => {
    const condition = { combinator: 'and' as const, rules: [{ field: 'lead.state', operator: '=' as const, value: 'rejected' }] }
    await driver.world.publish(letters('Welcome', { exits: [{ event: 'call.logged', condition, reason: 'disqualified' }] }))
    const lead = await arrive()
    await happens('call.logged', lead)
    expect(ends()).toEqual(['waiting'])
    db().update(leads).set({ state: 'rejected' }).where(eq(leads.id, lead)).run()
    await pass(minute)
    await happens('call.logged', lead)
    expect(ends()).toEqual(['disqualified'])
  })

  it('X3: a flow that matters more pauses the other, which goes on with its days shifted', async () => {
    await driver.world.publish(letters('Letters', { group: 'letters', exits: [{ event: 'email.replied', reason: 'replied' }] }))
    await driver.world.publish({ ...startedBy('event-trigger', letters('Urgent', { group: 'letters', priority: 3, exits: [{ event: 'meeting.booked', reason: 'meeting-booked' }] }), { event: 'form.submitted' }) })
    const lead = await arrive()
    expect(subjects()).toEqual(['Letters 1'])
    await pass(day)
    await happens('form.submitted', lead)
    expect(ends()).toEqual(['paused', 'waiting'])
    expect(found()).toEqual([{ kind: 'flows', rule: 'priority', action: 'paused', state: 'open', outcome: null }])
    // Two working days of the first would be over by now.
    await pass(2 * day)
    expect(subjects()).toEqual(['Letters 1', 'Urgent 1'])
    await happens('meeting.booked', lead)
    expect([ends(), found()[0]?.outcome]).toEqual([['waiting', 'meeting-booked'], 'resumed'])
    await pass(5 * day)
    expect([subjects(), ends()]).toEqual([['Letters 1', 'Urgent 1', 'Letters 2'], ['completed', 'meeting-booked']])
  })

  it('AW2: of the same flow for the same person only one writes; the second waits for its turn, or is not started', async () => {
    await driver.world.publish(letters('Welcome', { group: 'welcome', whenBusy: 'drop' }))
    await arrive('one', 'Ada@Test.example')
    await pass(hour)
    await arrive('two', 'ada@test.example')
    expect(ends()).toEqual(['waiting', 'dropped'])
    expect(found()).toEqual([{ kind: 'flows', rule: 'first-come', action: 'not-started', state: 'resolved', outcome: 'not-started' }])
    expect(new Set(db().select({ contactId: leads.contactId }).from(leads).all().map(({ contactId }) => contactId)).size).toBe(1)
    await pass(10 * day)
    expect(subjects()).toEqual(['Welcome 1', 'Welcome 2'])
  })

  it('one that waits begins when the one before it has ended', async () => {
    await driver.world.publish(letters('Welcome', { group: 'welcome' }))
    await arrive()
    await pass(hour)
    await arrive('two')
    expect(ends()).toEqual(['waiting', 'queued'])
    await pass(3 * day)
    expect(ends()).toEqual(['completed', 'waiting'])
    expect(found().map(({ state, outcome }) => [state, outcome])).toContainEqual(['resolved', 'started'])
    await pass(6 * day)
    expect([ends(), subjects()]).toEqual([['completed', 'completed'], ['Welcome 1', 'Welcome 2', 'Welcome 1', 'Welcome 2']])
  })

  it('X1: a message that a colleague’s call puts off is a conflict, settled when it goes', async () => {
    await driver.world.publish(letters('Welcome'))
    const lead = await arrive()
    await pass(2 * day - hour)
    await happens('call.logged', lead, { minutes: 3 })
    await pass(2 * hour)
    expect(found()).toEqual([{ kind: 'colleague', rule: 'after-colleague', action: 'held', state: 'open', outcome: null }])
    await pass(7 * day)
    expect(found()).toEqual([{ kind: 'colleague', rule: 'after-colleague', action: 'held', state: 'resolved', outcome: 'sent' }])
    expect(subjects()).toEqual(['Welcome 1', 'Welcome 2'])
  })
})
