import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { effects, runs, workItems } from '#server/db/schema'
import { saveSmsConnection } from '#server/sms/save-connection'
import { buildFlow } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { startTemporalWorld } from '../conformance/drivers/temporal-driver'
import { testAccount } from '../harness/receivers/sms-receiver'

/* The ways to people outside, in the simulator and on the real Temporal. */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
// A Wednesday, 10:00 in Berlin.
const wednesday = Date.parse('2031-11-19T09:00:00Z')
const drivers = [
  ['the simulator', () => startSimulatorDriver(wednesday)],
  ['Temporal', () => startTemporalWorld(wednesday, { cached: 500 })],
] as const

const phone = '+493055501000'
const said = [{ channel: 'sms', purpose: 'marketing' }, { channel: 'email', purpose: 'marketing' }]

describe.each(drivers)('on %s', (_name, start) => {
  let driver: Driver

  beforeEach(async () => {
    driver = await start()
  })
  afterEach(() => driver.stop())

  const db = () => driver.world.db
  const sent = () => driver.world.sent.map(({ request }) => request)
  const ledger = () => db().select({ state: effects.state, reason: effects.reason, notBefore: effects.notBefore }).from(effects).orderBy(asc(effects.key)).all()
  const endReasons = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).orderBy(asc(runs.id)).all().map(({ state, endReason }) => endReason ?? state)
  const openWork = () => db().select({ kind: workItems.kind, detail: workItems.detail }).from(workItems).where(eq(workItems.state, 'open')).all()

  /** Messages one after another, each with its own settings. */
  function flow(...messages: object[]): FlowDocument {
    const steps: Record<string, [string, Record<string, unknown>?]> = {}
    const ways: Record<string, string> = {}
    for (const [index, params] of messages.entries()) {
      const id = `write${index}`
      steps[id] = ['send-message', { purpose: 'marketing', sender: 'workspace', useFor: { amount: 20, unit: 'd' }, ...params }]
      Object.assign(ways, { [`${id}.sent`]: index + 1 < messages.length ? `write${index + 1}` : 'done', [`${id}.refused`]: 'refused', [`${id}.expired`]: 'refused', [`${id}.failed`]: 'failed' })
    }
    return buildFlow({ ...steps, done: ['end', { reason: 'completed' }], refused: ['end', { reason: 'no-consent' }], failed: ['end', { reason: 'rejected' }] }, ways)
  }
  async function begin(document: FlowDocument, data: Record<string, unknown> = {}): Promise<void> {
    const now = await driver.now()
    const { url = 'https://sms.invalid', accountSid, token, sender } = { ...testAccount, ...data.account as object } as Record<string, string>
    await driver.world.writer.write((tx) => saveSmsConnection(tx, driver.world.box, { input: { url, accountSid: accountSid ?? '', token, sender: sender ?? '', perSecond: 5 }, actor: { kind: 'system', id: 'test' } }, now))
    await driver.world.publish(document)
    await driver.world.receive({ name: 'Ada', email: 'ada@test.example', phone, consent: said, ...data } as never, { id: 'one', now })
    await driver.settle()
  }
  async function pass(ms: number): Promise<void> {
    await driver.advanceTo((await driver.now()) + ms)
  }

  describe('text messages', () => {
    it('the first says how to say no, and the next, a week later as the cap says, does not', async () => {
      await begin(flow({ channel: 'sms', text: 'Hello {{ lead.name }}' }, { channel: 'sms', text: 'Are you there?' }))
      expect(sent()).toEqual([{ channel: 'sms', to: phone, text: 'Hello Ada\nReply STOP to stop.' }])
      await pass(6 * day)
      expect(sent()).toHaveLength(1)
      await pass(2 * day)
      expect(sent().slice(1)).toEqual([{ channel: 'sms', to: phone, text: 'Are you there?' }])
      expect(endReasons()).toEqual(['completed'])
    })

    it('V10: a phone without a yes to text messages gets none', async () => {
      await begin(flow({ channel: 'sms' }), { consent: [{ channel: 'email', purpose: 'marketing' }] })
      expect([sent(), endReasons()]).toEqual([[], ['no-consent']])
      expect(ledger()).toMatchObject([{ state: 'cancelled', reason: 'Never asked about Text message for “News and offers”' }])
    })

    it('without a number the step leaves by its way for that', async () => {
      await begin(flow({ channel: 'sms' }), { phone: '' })
      expect([sent(), endReasons()]).toEqual([[], ['rejected']])
    })

    it('a text that comes out too long is never sent, and a person is told', async () => {
      await begin(flow({ channel: 'sms', text: '{{ lead.message }}' }), { message: 'ü'.repeat(6 * 153) })
      expect([sent(), openWork()]).toEqual([[], [{ kind: 'run-failed', detail: expect.stringContaining('longer than 6 parts') }]])
    })
  })
})
