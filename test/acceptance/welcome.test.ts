import { Worker } from '@temporalio/worker'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils'
import { asc, eq } from 'drizzle-orm'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundleWorkflows } from '#engine/bundle-workflows'
import type { FlowDocument } from '#engine/graph/flow'
import { noSequence } from '#engine/graph/sequence'
import { contacts, events, leads, runs, waits, workItems } from '#server/db/schema'
import { welcome } from '#templates/welcome/template'
import { buildFlow } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { drivers, wednesday } from './drivers'

/* Scenarios of the welcome that are about time, doubles and versions, in the simulator and on the real Temporal. Those about permission stand in contact-gate.test.ts. */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe.each(drivers)('on %s', (_name, start) => {
  let driver: Driver
  let now: number

  async function begin(at: number): Promise<void> {
    driver = await start(at)
    now = await driver.now()
  }
  afterEach(() => driver.stop())

  const db = () => driver.world.db
  const subjects = () => driver.world.sent.flatMap(({ request }) => (request.channel === 'email' ? request.subject : []))
  const ends = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).orderBy(asc(runs.id)).all().map(({ state, endReason }) => endReason ?? state)
  const yes = { consent: [{ channel: 'email', purpose: 'marketing', textVersion: 'v3' }] }

  function letter(subject: string, wait: Record<string, unknown>): FlowDocument {
    const flow = buildFlow(
      { wait: ['wait', wait], write: ['send-message', { purpose: 'marketing', sender: 'workspace', subject, useFor: { amount: 20, unit: 'd' } }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] },
      { 'wait.done': 'write', 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' },
    )
    return { ...flow, sequence: { ...noSequence, group: 'letters', whenBusy: 'drop' } }
  }
  async function arrive(data: Record<string, unknown>, id: string): Promise<string> {
    now = await driver.now()
    return (await driver.world.receive({ name: 'Ada', email: 'ada@test.example', ...yes, ...data } as never, { id, now })).state
  }
  async function pass(ms: number): Promise<void> {
    await driver.advanceTo((await driver.now()) + ms)
    now = await driver.now()
  }

  describe('that begins on a Wednesday', () => {
    beforeEach(() => begin(wednesday))

    it('AW1: the same event fifty times at once is one lead, one run, one first letter, and 49 duplicates', async () => {
      await driver.world.publish(letter('First', { duration: { amount: 1, unit: 'min' } }))
      const states = await Promise.all(Array.from({ length: 50 }, () => arrive({}, 'one')))
      expect([states.filter((state) => state === 'new').length, states.filter((state) => state === 'duplicate').length]).toEqual([1, 49])
      await pass(hour)
      expect([db().select().from(leads).all().length, ends(), subjects()]).toEqual([1, ['completed'], ['First']])
    })

    it('AW2: an address with something after the plus sign is the same person if name and company agree, and else a question', async () => {
      await driver.world.publish(letter('First', { duration: { amount: 1, unit: 'd' } }))
      await arrive({ name: 'Ada Byron', company: 'Engines Ltd' }, 'one')
      await arrive({ name: 'ada byron', company: 'ENGINES, Ltd', email: 'Ada+fair@Test.example' }, 'two')
      await driver.settle()
      expect([db().select().from(contacts).all().length, ends()]).toEqual([1, ['waiting', 'dropped']])
      expect(new Set(db().select({ eventId: leads.eventId }).from(leads).all().map(({ eventId }) => eventId)).size).toBe(2)
      await arrive({ name: 'Babbage', company: 'Others', email: 'ada+b@test.example' }, 'three')
      await driver.settle()
      expect(db().select().from(contacts).all().length).toBe(2)
      expect(db().select({ title: workItems.title }).from(workItems).where(eq(workItems.state, 'open')).all()).toEqual([{ title: 'Are these two the same person?' }])
    })

    it('AW5: worker and server are gone during a wait of three days, with all that the server knew, and back two days late: one letter, at the next hour that is allowed, and how late it was is kept', async () => {
      await driver.world.publish(letter('First', { duration: { amount: 3, unit: 'd' } }))
      await arrive({}, 'one')
      await pass(hour)
      // Back on Monday at 3:00 in Berlin, due on Saturday at 10:00.
      const back = wednesday + 4 * day + 17 * hour
      await driver.whileAllIsLost(back)
      await pass(minute)
      expect(subjects()).toEqual([])
      await pass(3 * hour)
      expect(subjects()).toEqual([])
      await pass(2 * hour)
      expect([subjects(), ends()]).toEqual([['First'], ['completed']])
      const wait = db().select({ dueAt: waits.dueAt, closedAt: waits.closedAt, state: waits.state }).from(waits).get()
      expect([wait?.state, ((wait?.closedAt ?? 0) - (wait?.dueAt ?? 0)) / hour]).toEqual(['timed-out', expect.closeTo(41, 0)])
    })

    it('AW12: a flow that is edited while 1,000 runs wait: they end as they began, new ones begin anew, and their histories replay', { timeout: 600_000 }, async () => {
      const most = 1_000
      await driver.world.publish(letter('Old', { duration: { amount: 2, unit: 'h' } }))
      for (let index = 0; index < most; index += 100) await Promise.all(Array.from({ length: 100 }, (_, at) => arrive({ email: `p${index + at}@test.example` }, `p${index + at}`)))
      await driver.settle()
      const edited = letter('New', { duration: { amount: 2, unit: 'h' } })
      await driver.world.publish({ ...edited, nodes: [...edited.nodes, { id: 'more', type: 'wait', label: 'more', params: { duration: { amount: 1, unit: 'h' } }, position: { x: 0, y: 900 } }], edges: [...edited.edges.filter(({ from }) => from.node !== 'wait'), { id: 'x1', from: { node: 'wait', outlet: 'done' }, to: { node: 'more' } }, { id: 'x2', from: { node: 'more', outlet: 'done' }, to: { node: 'write' } }] })
      await arrive({ email: 'late@test.example' }, 'late')
      await pass(4 * hour)
      const said = subjects()
      expect([said.filter((each) => each === 'Old').length, said.filter((each) => each === 'New').length, new Set(ends())]).toEqual([most, 1, new Set(['completed'])])
      if (!driver.history) return
      const [first] = db().select({ id: runs.id }).from(runs).orderBy(asc(runs.id)).limit(1).all()
      const history = historyFromJSON(JSON.parse(gunzipSync(await driver.history(first?.id ?? '')).toString('utf8')))
      await Worker.runReplayHistory({ workflowBundle: await bundleWorkflows() }, history, 'replayed')
    })

    it('Q1: the whole welcome, unanswered: six letters over three weeks, each on a day of its own, and then a date', { timeout: 120_000 }, async () => {
      await driver.world.publish({ ...welcome.build('standard', {}, { eagerBy: 'email' }), name: 'Case' })
      await arrive({ score: 51 }, 'one')
      await pass(30 * day)
      expect(subjects()).toEqual(['Your inquiry', 'Two times that suit you?', 'What others in your place did', 'The three questions that everybody asks', 'A quarter of an hour, with your own numbers', 'Shall I leave you in peace?'])
      expect(ends()).toEqual(['nurture'])
      expect(db().select({ title: workItems.title }).from(workItems).where(eq(workItems.state, 'open')).all()).toEqual([{ title: 'Look at Ada again' }])
    })

    it('Q7: an answer ends the whole welcome', { timeout: 120_000 }, async () => {
      await driver.world.publish({ ...welcome.build('standard', {}, { eagerBy: 'email' }), name: 'Case' })
      await arrive({ score: 51 }, 'one')
      await pass(4 * day)
      await driver.world.event('email.replied', {}, { id: 'reply', now: await driver.now() })
      await pass(20 * day)
      expect([subjects().length, ends()]).toEqual([2, ['replied']])
      expect(db().select({ type: events.type }).from(events).where(eq(events.type, 'email.replied')).all()).toHaveLength(1)
    })
  })

  it('AW6: a time that clocks skip is as much later as they skip, and one that they show twice is the first of the two', async () => {
    await begin(Date.parse('2027-03-14T05:00:00Z'))
    const until = (time: string) => letter('First', { kind: 'time-of-day', time, zone: 'America/New_York' })
    await driver.world.publish(until('02:30'))
    await arrive({ timeZone: 'America/New_York' }, 'one')
    await driver.settle()
    const due = () => db().select({ dueAt: waits.dueAt }).from(waits).orderBy(asc(waits.openedAt)).all().map(({ dueAt }) => new Date(dueAt).toISOString())
    // 3:30 in New York, which is on summer time by then.
    expect(due()).toEqual(['2027-03-14T07:30:00.000Z'])
    await driver.advanceTo(Date.parse('2027-11-07T04:00:00Z'))
    await driver.world.publish(until('01:30'))
    await arrive({ timeZone: 'America/New_York', email: 'two@test.example' }, 'two')
    await driver.settle()
    // The first 1:30 of that night, still on summer time.
    expect(due()[1]).toBe('2027-11-07T05:30:00.000Z')
    await pass(2 * day)
    expect([subjects(), ends()]).toEqual([['First', 'First'], ['completed', 'completed']])
  })
})
