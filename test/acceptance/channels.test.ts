import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { createSmsProvider } from '#server/connectors/sms/send-sms'
import { contacts, effects, events, runs, workItems } from '#server/db/schema'
import { createClearCutOff } from '#server/effects/clear-cut-off'
import { takeMail } from '#server/mail-in/take-mail'
import { createFindSmsConnection } from '#server/sms/find-connection'
import { createKnownDeliveries } from '#server/sms/known-deliveries'
import { noteSmsStatus } from '#server/sms/note-status'
import { saveSmsConnection } from '#server/sms/save-connection'
import { buildFlow } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { type SmsReceiver, startSmsReceiver, testAccount } from '../harness/receivers/sms-receiver'
import { drivers, wednesday } from './drivers'

/* The ways to people outside, in the simulator and on the real Temporal. */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const phone = '+493055501000'
const said = [{ channel: 'sms', purpose: 'marketing' }, { channel: 'email', purpose: 'marketing' }]

describe.each(drivers)('on %s', (_name, start) => {
  let driver: Driver

  beforeEach(async () => {
    driver = await start(wednesday)
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
    if (data.account || !createFindSmsConnection(driver.world)()) await driver.world.writer.write((tx) => saveSmsConnection(tx, driver.world.box, { input: { url, accountSid: accountSid ?? '', token, sender: sender ?? '', perSecond: 5 }, actor: { kind: 'system', id: 'test' } }, now))
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

  describe('AW10: the provider takes a message and then no answer comes', () => {
    let receiver: SmsReceiver
    let at = 0

    beforeEach(async () => {
      at = await driver.now()
      receiver = await startSmsReceiver(() => at)
      const { db: database, box } = driver.world
      driver.world.providers.sms = createSmsProvider({ findConnection: createFindSmsConnection({ db: database, box }), publicUrl: 'https://flows.example', known: createKnownDeliveries(database) })
    })
    afterEach(() => receiver.stop())

    const beginSms = () => begin(flow({ channel: 'sms', text: 'Hello {{ lead.name }}' }), { account: { url: receiver.url } })
    const counts = () => ({ taken: receiver.messages().length, ...receiver.requests() })

    it.each([
      ['a time-out', { kind: 'hang', at: 'after-storing' }], ['a broken connection', { kind: 'reset', at: 'after-storing' }], ['500', { kind: 'status', status: 500, at: 'after-storing' }],
    ] as const)('%s: it stands in doubt, is found by asking the provider, and never goes again', async (_, fault) => {
      receiver.fail(fault)
      await beginSms()
      expect([ledger(), openWork(), endReasons()]).toMatchObject([[{ state: 'unknown', notBefore: expect.any(Number) }], [], ['running']])
      await pass(minute)
      expect([ledger(), openWork(), endReasons()]).toMatchObject([[{ state: 'done', reason: null }], [], ['completed']])
      expect(db().select({ providerId: effects.providerId }).from(effects).get()?.providerId).toBe(receiver.messages()[0]?.sid)
      expect(counts()).toEqual({ taken: 1, sends: 1, lists: 1 })
    }, 120_000)

    it('lists that run behind are asked again: it is found late, and never goes again', async () => {
      receiver.fail({ kind: 'reset', at: 'after-storing' })
      receiver.hideNewest(1)
      await beginSms()
      await pass(minute)
      expect(ledger()).toMatchObject([{ state: 'unknown' }])
      receiver.hideNewest(0)
      await pass(3 * minute)
      expect([ledger(), counts(), endReasons()]).toMatchObject([[{ state: 'done' }], { taken: 1, sends: 1, lists: 3 }, ['completed']])
    })

    it('one that it surely never took goes again, once', async () => {
      receiver.fail({ kind: 'reset', at: 'before' }, 1)
      await beginSms()
      await pass(2 * minute)
      expect([ledger(), counts()]).toMatchObject([[{ state: 'unknown' }], { taken: 0, sends: 1, lists: 2 }])
      await pass(2 * minute)
      expect([ledger(), counts(), openWork(), endReasons()]).toMatchObject([[{ state: 'done' }], { taken: 1, sends: 2, lists: 3 }, [], ['completed']])
    })

    it('while it cannot be asked nothing goes; in the end a person finds out', async () => {
      receiver.fail({ kind: 'reset', at: 'after-storing' })
      receiver.failLists({ kind: 'status', status: 503, at: 'before' })
      await beginSms()
      await pass(3 * hour)
      expect([ledger(), counts()]).toMatchObject([[{ state: 'unknown', notBefore: null }], { taken: 1, sends: 1, lists: 6 }])
      expect([openWork().map(({ kind }) => kind), endReasons()]).toEqual([['effect-unknown'], ['completed']])
    })

    it('what the provider tells by itself comes first: nobody needs to ask', async () => {
      receiver.fail({ kind: 'reset', at: 'after-storing' })
      await beginSms()
      const [message] = receiver.messages()
      const effectKey = new URL(message?.statusCallback ?? '').searchParams.get('effect') ?? ''
      const now = await driver.now()
      for (const state of ['delivered', 'sent', 'delivered'] as const) {
        await driver.world.writer.write((tx) => noteSmsStatus(tx, { effectKey, providerId: message?.sid ?? '', state, errorCode: null }, now))
      }
      await driver.settle()
      expect([ledger(), counts(), endReasons()]).toMatchObject([[{ state: 'done' }], { taken: 1, sends: 1, lists: 0 }, ['completed']])
    })

    it('the same text to the same person before it is another message', async () => {
      await begin(flow({ channel: 'sms', text: 'Hi. STOP' }, { channel: 'sms', text: 'Hi. STOP' }), { account: { url: receiver.url } })
      receiver.fail({ kind: 'reset', at: 'before' }, 1)
      at += 7 * day
      await pass(8 * day)
      await pass(10 * minute)
      expect([counts().taken, ledger().map(({ state }) => state), endReasons()]).toEqual([2, ['done', 'done'], ['completed']])
    })

    it('when the run is stopped meanwhile, a person finds out', async () => {
      receiver.fail({ kind: 'reset', at: 'after-storing' })
      await beginSms()
      await driver.world.steer('cancel', await driver.now())
      await driver.settle()
      await createClearCutOff(db(), driver.world.writer)((await driver.now()) + hour)
      expect([ledger(), openWork().map(({ kind }) => kind)]).toMatchObject([[{ state: 'unknown', notBefore: null }], ['effect-unknown']])
    })
  })

  describe('AW11: an automatic reply says when they are back', () => {
    /** What comes back to the newest message that went, as a mail server hands it on. */
    async function answer({ text, headers = {} }: { text: string; headers?: Record<string, string> }, id = 'answer'): Promise<string> {
      const now = await driver.now()
      const key = driver.world.sent.at(-1)?.key ?? ''
      db().update(effects).set({ providerId: `<${id}@watertight>` }).where(eq(effects.key, key)).run()
      const mail = { id: `<${id}@test.example>`, from: 'ada@test.example', subject: 'Re: Your inquiry', text, headers, answers: [`<${id}@watertight>`] }
      const taken = await driver.world.writer.write((tx) => takeMail(tx, mail, driver.world.sourceId, now))
      await driver.settle()
      return taken
    }
    const outOfOffice = { 'auto-submitted': 'auto-replied' }
    const arrived = (type: string) => db().select({ data: events.data }).from(events).where(eq(events.type, type)).all().map(({ data }) => data)
    const subjects = () => sent().map((request) => (request.channel === 'email' ? request.subject : ''))
    const three = { amount: 3, unit: 'd' }

    it('“back 3 Dec”: it is no reply, and the next message waits for that day, though it would be of no use by then otherwise', async () => {
      await begin(flow({ subject: 'First' }, { subject: 'Second', useFor: three }))
      expect(await answer({ text: 'I am out of the office, back 3 Dec.', headers: outOfOffice })).toBe('away')
      expect([arrived('email.replied'), arrived('lead.away')]).toEqual([[], [{ until: '2031-12-02T23:00:00.000Z' }]])
      expect(ledger()[1]).toMatchObject({ state: 'held', reason: 'Away until Wed 3 Dec, 00:00 (Berlin), as an automatic reply said; it waits until then' })
      // The day before they are back.
      await driver.advanceTo(Date.parse('2031-12-02T22:00:00Z'))
      expect(subjects()).toEqual(['First'])
      // At the first good hour of the day.
      await driver.advanceTo(Date.parse('2031-12-03T06:05:00Z'))
      expect([subjects(), endReasons()]).toEqual([['First', 'Second'], ['completed']])
    })

    it('a run that waits for a reply goes on waiting, and a person’s own reply is one, and lifts the absence', async () => {
      const replies = buildFlow(
        { write: ['send-message', { purpose: 'marketing', sender: 'workspace' }], hear: ['await-event', { events: [{ id: 'a', type: 'email.replied', field: '', equals: '' }], window: { amount: 30, unit: 'd' } }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'rejected' }] },
        { 'write.sent': 'hear', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no', 'hear.a': 'done', 'hear.timedOut': 'no' },
      )
      await begin(replies)
      await answer({ text: 'Ich bin ab dem 3.12. wieder erreichbar.', headers: outOfOffice })
      expect(endReasons()).toEqual(['waiting'])
      await pass(day)
      expect(await answer({ text: 'I am back sooner. Yes, gladly.' }, 'second')).toBe('reply')
      expect([endReasons(), arrived('email.replied')]).toEqual([['completed'], [expect.objectContaining({ text: 'I am back sooner. Yes, gladly.' })]])
      expect(db().select({ awayUntil: contacts.awayUntil }).from(contacts).get()).toEqual({ awayUntil: null })
    })

    it('what their contract makes necessary does not wait', async () => {
      await begin(flow({ subject: 'First' }, { subject: 'Invoice', purpose: 'contract' }))
      await answer({ text: 'I am away until 3 December.', headers: outOfOffice })
      await pass(2 * day)
      expect(subjects()).toEqual(['First', 'Invoice'])
    })
  })
})
