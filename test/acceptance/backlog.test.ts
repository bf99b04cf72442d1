import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { connections, doNotContact } from '#server/db/schema'
import { changeSendRates } from '#server/send-rates/send-rates'
import { buildFlow } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'
import { mostWithin } from '../harness/checks/most-within'

/* Many messages that are due at the same moment, and a provider that takes so many in a second. */

const people = 5_000
const second = 1_000
const hour = 3_600_000
// A Wednesday, 20:15 in Florida.
const evening = Date.parse('2031-11-20T01:15:00Z')
// 8:00 there.
const morning = Date.parse('2031-11-20T13:00:00Z')
const miami = { country: 'US', state: 'FL', timeZone: 'America/New_York' }
const system = { kind: 'system', id: 'test' } as const

let driver: Driver
let sent: { at: number; to: string }[]

beforeEach(async () => {
  driver = await startSimulatorDriver(evening)
  sent = []
  const note: (typeof driver.world.providers)['sms'] = async (request) => {
    sent.push({ at: await driver.now(), to: 'to' in request ? request.to : '' })
    return { state: 'done' }
  }
  driver.world.providers.sms = note
  driver.world.providers.email = note
})
afterEach(() => driver.stop())

/** Writes to leads with this score, and matters as much as said. */
function flow(channel: 'email' | 'sms', score: number, priority: 1 | 7): FlowDocument {
  const document = buildFlow(
    {
      write: ['send-message', { channel, purpose: 'marketing', sender: 'workspace' }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }],
      in: ['event-trigger', { condition: { combinator: 'and', rules: [{ field: 'lead.score', operator: '=', value: score }] } }],
    },
    { 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' },
  )
  return { ...document, name: `Score ${score}`, sequence: { exits: [], whenBusy: 'wait', priority } }
}

/** People in Florida, who came one after another, every other one with a score of 2. */
async function arrive(count: number, channel: 'email' | 'sms', now: number, where: object = miami): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const to = channel === 'sms' ? { phone: `+1305${5_550_000 + index}` } : { email: `p${index}@test.example` }
    await driver.world.receive({ name: `P${index}`, score: (index % 2) + 1, ...to, ...where, consent: [{ channel, purpose: 'marketing', textVersion: 'v1' }] } as never, { id: `l${index}`, now })
  }
  await driver.settle()
}

const count = (sql: string) => driver.world.db.$client.prepare(sql).pluck().get() as number
const scoreOf = (to: string) => driver.world.db.$client.prepare('select score from leads where phone = ? or email = ?').pluck().get(to, to) as number

describe('a backlog', () => {
  it('AW7: 5,000 text messages that are held until 8:00 go by priority, never above the provider’s rate and not as a burst', { timeout: 600_000 }, async () => {
    const rate = 20
    driver.world.db.insert(connections).values({ id: 'sms', kind: 'sms', name: 'SMS', sealedUrl: '', sealedSecret: '', settings: { accountSid: 'AC1', sender: 'Team', perSecond: rate }, createdAt: evening }).run()
    await driver.world.publishOther(flow('sms', 1, 7))
    await driver.world.publishOther(flow('sms', 2, 1))
    await arrive(people, 'sms', evening)
    expect([sent.length, count(`select count(*) from effects where state = 'held'`)]).toEqual([0, people])
    // Seen by whom it concerns: the federal hours are open still, those of Florida are not.
    expect(count(`select count(distinct not_before) from effects`)).toBeGreaterThan(people / 5)
    await driver.advanceTo(morning - 1)
    expect(sent).toEqual([])
    await driver.advanceTo(morning + hour)
    expect([sent.length, new Set(sent.map(({ to }) => to)).size]).toEqual([people, people])
    expect(mostWithin(sent.map(({ at }) => at), second)).toBeLessThanOrEqual(rate)
    // A twentieth slower than the provider allows, and a minute in which they come.
    expect((sent.at(-1)?.at ?? 0) - morning).toBeLessThan((people / rate) * second * 1.06 + 60 * second)
    // The urgent ones are gone before the others begin, but for those that were alone when they came.
    const lastUrgent = sent.findLastIndex(({ to }) => scoreOf(to) === 2)
    expect(lastUrgent).toBeLessThan(people / 2 + 5 * rate)
    // Each was asked when it was due, and once more when it was its turn.
    expect(count(`select max(woken) from (select count(*) as woken from run_inbox where kind = 'woken' group by run_id)`)).toBe(1)
    expect(count('select count(*) from send_turns')).toBe(0)
  })

  it('e-mails go as fast as can be until somebody says otherwise; then what waits for its turn is still asked about consent', { timeout: 120_000 }, async () => {
    await driver.advanceTo(morning + hour)
    await driver.world.publishOther(flow('email', 1, 7))
    const now = await driver.now()
    await arrive(20, 'email', now)
    expect(sent).toHaveLength(10)
    await driver.world.writer.write((tx) => changeSendRates(tx, { rates: { email: 2 }, actor: system }, now))
    for (let index = 100; index < 140; index += 1) await driver.world.receive({ name: 'Q', email: `q${index}@test.example`, score: 1, ...miami, consent: [{ channel: 'email', purpose: 'marketing', textVersion: 'v1' }] } as never, { id: `q${index}`, now })
    await driver.settle()
    expect(driver.world.db.$client.prepare(`select distinct reason from effects where state = 'held'`).pluck().all()).toEqual(['More messages are due than the provider takes in a second. This one goes when it is its turn.'])
    // Two of them say no while they wait.
    for (const value of ['q138@test.example', 'q139@test.example']) driver.world.db.insert(doNotContact).values({ id: value, value, reason: 'said so', createdAt: now }).run()
    await driver.advanceTo(now + 60 * second)
    expect(sent).toHaveLength(48)
    expect(mostWithin(sent.slice(10).map(({ at }) => at), second)).toBeLessThanOrEqual(2)
  })
})
