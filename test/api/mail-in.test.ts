import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { contacts, effects, events, leads, messageDeliveries, runs, workItems } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { buildFlow, minutes } from '../conformance/build-flow'
import { createTestApp } from '../harness/app/create-test-app'

const begin = Date.parse('2026-10-14T09:00:00Z')
const messageId = `<${'ab'.repeat(16)}@watertight>`
let now = 0
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let path = ''
let leadId = ''
let key = ''

beforeEach(async () => {
  now = begin
  world = createWorld({ now, isGrouped: true })
  ;({ app, call } = await createTestApp(world, { now: () => now }))
  path = new URL(((await (await call('/api/channels/mail-in', { method: 'POST' })).json()) as { address: string }).address).pathname
  await world.publish(buildFlow({ wait: ['wait', { duration: minutes(10) }], done: ['end', { reason: 'completed' }] }, { 'wait.done': 'done' }))
  await world.receive({ name: 'Ada', email: 'ada@test.example' }, { id: 'one', now })
  leadId = world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
  const runId = world.db.select({ id: runs.id }).from(runs).get()?.id ?? ''
  key = `${runId}:write:1:message`
  const contactId = contact()?.id ?? ''
  world.db.insert(effects).values({ key, runId, nodeId: 'write', visit: 1, item: 'message', channel: 'email', recipient: contactId, contactId, intentKey: key, state: 'done', attempt: 1, providerId: messageId, request: { channel: 'email', to: 'ada@test.example', toName: 'Ada', subject: 'Hi', text: 'Hi' }, createdAt: now, updatedAt: now }).run()
})

const contact = () => world.db.select().from(contacts).get()
const arrived = (type: string) => world.db.select().from(events).where(eq(events.type, type)).all()

interface Mail {
  id?: string
  from?: string
  subject?: string
  headers?: string[]
  text?: string
}
const mail = ({ id = 'm1', from = 'Ada <Ada@test.example>', subject = 'Re: Hi', headers = [`In-Reply-To: ${messageId}`], text = 'Yes, gladly.' }: Mail = {}) =>
  [`From: ${from}`, 'To: flows@x.example', `Subject: ${subject}`, `Message-ID: <${id}@test.example>`, ...headers, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n')
async function send(body: string | Buffer, type = 'message/rfc822', at = path): Promise<[number, string | undefined]> {
  const response = await app.request(at, { method: 'POST', headers: { 'content-type': type }, body: typeof body === 'string' ? body : new Uint8Array(body) })
  return [response.status, ((await response.json()) as { taken?: string }).taken]
}
const report = (fields: string, about = messageId) =>
  [
    'From: MAILER-DAEMON@mx.example', 'To: flows@x.example', 'Subject: Undelivered', `Message-ID: <b${fields.length}@mx.example>`, 'Content-Type: multipart/report; report-type=delivery-status; boundary=B', '',
    '--B', 'Content-Type: text/plain', '', 'Sorry', '--B', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', 'Final-Recipient: rfc822; ada@test.example', fields, '',
    '--B', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${about}`, 'Subject: Hi', '--B--', '',
  ].join('\r\n')

describe('an answer', () => {
  it('is an event about the lead of the run whose message it answers, with what they wrote, once', async () => {
    const answer = mail({ text: 'Yes, gladly – tomorrow?\r\n\r\nOn Wed, 14 Oct 2026 at 10:00, Ben <b@x.example> wrote:\r\n> Hi' })
    expect([await send(answer), await send(answer)]).toEqual([[202, 'reply'], [202, 'known']])
    expect(arrived('email.replied')).toMatchObject([{ subjectType: 'lead', subjectId: leadId, data: { text: 'Yes, gladly – tomorrow?', subject: 'Re: Hi', from: 'ada@test.example' } }])
  })

  it('is matched by any message that it refers to, whoever it is from', async () => {
    expect(await send(mail({ from: 'ada.private@elsewhere.example', headers: [`References: <first@elsewhere> ${messageId} <last@elsewhere>`] }))).toEqual([202, 'reply'])
    expect(arrived('email.replied')).toMatchObject([{ subjectId: leadId }])
  })

  it('that refers to nothing is about their newest open inquiry', async () => {
    expect(await send(mail({ headers: [] }))).toEqual([202, 'reply'])
    expect(await send(mail({ id: 'm2', from: 'nobody@elsewhere.example', headers: [] }))).toEqual([202, 'nobody'])
    expect(arrived('email.replied')).toMatchObject([{ subjectId: leadId }])
  })

  it('clears up a message that was in doubt: it has arrived', async () => {
    world.db.update(effects).set({ state: 'unknown' }).run()
    world.db.insert(workItems).values({ id: 'w', kind: 'effect-unknown', title: 'Was it sent?', detail: '', effectKey: key, state: 'open', dueAt: now, openKey: `effect:${key}`, createdAt: now } as never).run()
    await send(mail())
    expect([world.db.select({ state: effects.state }).from(effects).get()?.state, world.db.select({ state: workItems.state }).from(workItems).get()?.state]).toEqual(['done', 'done'])
  })

  it('comes as JSON too, as text or base64, in any encoding of the mail', async () => {
    expect(await send(JSON.stringify({ raw: mail() }), 'application/json')).toEqual([202, 'reply'])
    const latin = Buffer.from(mail({ id: 'm2', text: 'Schöne Grüße' }).replace('charset=utf-8', 'charset=iso-8859-1'), 'latin1')
    expect(await send(JSON.stringify({ raw: latin.toString('base64') }), 'application/json; charset=utf-8')).toEqual([202, 'reply'])
    expect(await send(Buffer.from(mail({ id: 'm3', text: 'Schöne Grüße' }).replace('charset=utf-8', 'charset=iso-8859-1'), 'latin1'))).toEqual([202, 'reply'])
    expect(arrived('email.replied').map(({ data }) => data.text)).toEqual(['Yes, gladly.', 'Schöne Grüße', 'Schöne Grüße'])
  })

  it('has limits: its size, what is kept of it, and what is a mail at all', async () => {
    expect(await send(mail({ text: 'x'.repeat(50_000) }))).toEqual([202, 'reply'])
    expect(String(arrived('email.replied')[0]?.data.text)).toHaveLength(10_000)
    expect((await send('x'.repeat(11 * 1024 * 1024)))[0]).toBe(413)
    for (const [body, type] of [['', 'message/rfc822'], ['{}', 'application/json'], ['{', 'application/json'], ['hello', 'text/plain']] as const) expect((await send(body, type))[0]).toBe(400)
    expect((await send(mail(), 'message/rfc822', '/mail/not-the-secret-of-anybody'))[0]).toBe(404)
  })

  it('comes by the newest address alone', async () => {
    const before = path
    await call('/api/channels/mail-in', { method: 'POST' })
    expect((await send(mail(), 'message/rfc822', before))[0]).toBe(404)
    expect(await (await call('/api/channels')).json()).toMatchObject({ mail: { in: { since: now, lastAt: null } } })
  })
})

describe('an automatic reply', () => {
  const auto = (text: string, more: Mail = {}) => mail({ headers: [`In-Reply-To: ${messageId}`, 'Auto-Submitted: auto-replied'], subject: 'Automatic reply: Hi', text, ...more })

  it('is no answer: the person is away until the day that it says', async () => {
    expect(await send(auto('I am out of the office, back 24 Oct.'))).toEqual([202, 'away'])
    expect(arrived('email.replied')).toEqual([])
    expect(arrived('lead.away')).toMatchObject([{ subjectId: leadId, data: { until: '2026-10-23T22:00:00.000Z' } }])
    expect(contact()?.awayUntil).toBe(Date.parse('2026-10-24T00:00:00+02:00'))
  })

  it('that comes again later means the same day, not the next such one', async () => {
    await send(auto('Back on Monday', { id: 'm7' }))
    now += 8 * 86_400_000
    expect(await send(auto('Back on Monday', { id: 'm7' }))).toEqual([202, 'known'])
    expect(contact()?.awayUntil).toBe(Date.parse('2026-10-19T00:00:00+02:00'))
  })

  it('without a date it is fourteen days; one that says nothing of an absence is nothing', async () => {
    expect(await send(auto('We received your message. Your ticket is 12.', { subject: 'Ticket 12' }))).toEqual([202, 'automatic'])
    expect([contact()?.awayUntil, arrived('lead.away')]).toEqual([null, []])
    expect(await send(auto('Ich bin zurzeit nicht erreichbar.', { id: 'm2', subject: 'Abwesenheitsnotiz' }))).toEqual([202, 'away'])
    expect(contact()?.awayUntil).toBe(Date.parse('2026-10-28T00:00:00+01:00'))
  })

  it('who then writes is there again', async () => {
    await send(auto('Back 24 Oct'))
    await send(mail({ id: 'm2' }))
    expect([contact()?.awayUntil, arrived('email.replied').length]).toEqual([null, 1])
  })
})

describe('a report that a message did not arrive', () => {
  it('for good: an event, once, and the address takes no messages any more', async () => {
    const hard = report('Action: failed\r\nStatus: 5.1.1')
    expect([await send(hard), await send(hard)]).toEqual([[202, 'bounce'], [202, 'known']])
    expect(arrived('email.bounced')).toMatchObject([{ subjectId: leadId, data: { status: '5.1.1' } }])
    expect([contact()?.deadEmail, world.db.select().from(messageDeliveries).all()]).toMatchObject(['ada@test.example', [{ effectKey: key, state: 'failed', errorCode: '5.1.1' }]])
    const { standing } = (await (await call(`/api/contact-gate/leads/${leadId}`)).json()) as { standing: { channel: string; purpose: string; decision: { checks: { name: string; passed: boolean; found?: object }[] } }[] }
    expect(standing.find(({ channel, purpose }) => channel === 'email' && purpose === 'inquiry')?.decision.checks.find(({ passed }) => !passed)).toEqual({ name: 'address', passed: false, found: { isDead: 1 } })
  })

  it('another address in its place is not concerned', async () => {
    await send(report('Action: failed\r\nStatus: 5.1.1'))
    world.db.update(contacts).set({ emailNorm: 'ada.new@test.example' }).run()
    const { standing } = (await (await call(`/api/contact-gate/leads/${leadId}`)).json()) as { standing: { channel: string; purpose: string; decision: { verdict: string } }[] }
    expect(standing.find(({ channel, purpose }) => channel === 'email' && purpose === 'inquiry')?.decision.verdict).not.toBe('cancel')
  })

  it.each(['Action: failed\r\nStatus: 5.2.2', 'Action: delayed\r\nStatus: 4.4.1'])('for now (%s) is only noted', async (fields) => {
    expect(await send(report(fields))).toEqual([202, 'delayed'])
    expect([contact()?.deadEmail, arrived('email.bounced'), world.db.select().from(messageDeliveries).all().length]).toEqual([null, [], 1])
  })

  it('about no message of ours says nothing: anybody can send one', async () => {
    expect(await send(report('Action: failed\r\nStatus: 5.1.1', '<guessed@watertight>'))).toEqual([202, 'automatic'])
    expect(contact()?.deadEmail).toBeNull()
  })
})
