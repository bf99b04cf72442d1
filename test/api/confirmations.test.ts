import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeepPace } from '#engine/activities/keep-pace'
import { createSendConfirmations } from '#server/confirmations/send-confirmations'
import { makeConfirmationToken } from '#server/confirmations/confirmation-token'
import { auditLog, confirmations, consentEvents, contacts, doNotContact, events, leads, sendLanes, sources, workItems } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp, publicUrl } from '../harness/app/create-test-app'

/* V10: people who come by a source confirm their e-mail address before they are written to (double opt-in). */

const begin = Date.parse('2026-06-03T09:00:00Z')
const dayMs = 86_400_000
let now = 0
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let turn: (now: number) => Promise<boolean>
let count = 0
/** Its time passes while it waits. */
const keepPace = createKeepPace({
  now: () => now,
  async sleep(ms) {
    now += ms
  },
})

beforeEach(async () => {
  now = begin
  world = createWorld({ now, isGrouped: true })
  ;({ app, call } = await createTestApp(world, { now: () => now }))
  turn = createSendConfirmations({ ...world, keepPace, publicUrl })
  await confirmFirst(world.sourceId)
})

const confirmFirst = (id: string, confirmsEmail = true) => call(`/api/sources/${id}/confirmation`, { method: 'PUT', json: { confirmsEmail } })
const arrive = (data: object = {}) => world.receive({ name: 'Ada <b>Evil</b>', email: 'ada@test.example', phone: '+49 30 5550 100', ...data } as never, { id: `e${++count}`, now })
const consents = () => world.db.select({ channel: consentEvents.channel, purpose: consentEvents.purpose, state: consentEvents.state }).from(consentEvents).orderBy(asc(consentEvents.id)).all().map(({ channel, purpose, state }) => `${channel} ${purpose} ${state}`)
const asked = () => world.db.select().from(confirmations).orderBy(asc(confirmations.id)).all()
const mails = () => world.sent.flatMap(({ key, request }) => (request.channel === 'email' ? [{ key, ...request }] : []))
async function sendAll() {
  while (await turn(now));
}
const link = () => /\/y\/\S+/.exec(mails().at(-1)?.text ?? '')?.[0] ?? ''
const head = async (answer: Response) => `${answer.status} ${/<h1>(.*)<\/h1>/.exec(await answer.text())?.[1]}`
const open = (path = link(), language = 'en') => app.request(path, { headers: { 'accept-language': language } })
const confirm = (about = ['inquiry', 'marketing'], path = link(), language = 'en') => app.request(path, { method: 'POST', headers: { 'accept-language': language }, body: new URLSearchParams(about.map((each): [string, string] => ['about', each])) })
const mayWrite = async () => {
  const id = world.db.select({ id: leads.id }).from(leads).get()?.id
  const { standing } = (await (await call(`/api/contact-gate/leads/${id}`)).json()) as { standing: { channel: string; purpose: string; decision: { verdict: string } }[] }
  return standing.filter(({ decision }) => decision.verdict !== 'cancel').map(({ channel, purpose }) => `${channel} ${purpose}`)
}

describe('what is said of e-mail', () => {
  it('waits to be confirmed where the source says so; calls do not, and elsewhere nothing does', async () => {
    await arrive({ consent: { email: true, sms: true } })
    expect(consents()).toEqual(['email marketing asked', 'sms marketing granted', 'email inquiry asked', 'call inquiry granted'])
    expect(await mayWrite()).not.toContain('email inquiry')
    expect(await mayWrite()).toContain('call inquiry')

    await confirmFirst(world.sourceId, false)
    await arrive({ email: 'bob@test.example', phone: null })
    expect(consents().slice(4)).toEqual(['email inquiry granted'])
    expect(asked()).toHaveLength(1)
  })

  it('a lead that names another source does not come around it, and a source that only leads name may ask for it', async () => {
    await arrive({ source: 'Fair' })
    expect(consents()).toContain('email inquiry asked')
    await confirmFirst(world.sourceId, false)
    await confirmFirst(world.db.select({ id: sources.id }).from(sources).where(eq(sources.name, 'Fair')).get()?.id ?? '')
    await arrive({ source: 'fair', email: 'bob@test.example', phone: null })
    expect(consents().at(-1)).toBe('email inquiry asked')
  })

  it('is shown with the sources, changed with a trace, once, and refused for what is no source', async () => {
    await confirmFirst(world.sourceId)
    const { sources: listed } = (await (await call('/api/sources')).json()) as { sources: { confirmsEmail: boolean }[] }
    expect(listed.map(({ confirmsEmail }) => confirmsEmail)).toEqual([true])
    expect(world.db.select().from(auditLog).where(eq(auditLog.action, 'source.confirmation')).all()).toHaveLength(1)
    expect((await confirmFirst('nobody')).status).toBe(404)
  })
})

describe('the mail that asks', () => {
  it('goes once, with a link and nothing that stood in the form', async () => {
    await arrive({ consent: { email: true }, message: 'Buy pills' })
    await arrive({ consent: { email: true } })
    await sendAll()
    await sendAll()
    expect(mails()).toHaveLength(1)
    expect(mails()[0]).toMatchObject({ to: 'ada@test.example', subject: 'Please confirm your e-mail address', key: `confirm:${asked()[0]?.id}` })
    expect(JSON.stringify(mails()[0])).not.toMatch(/evil|pills|ada(?!@test)/i)
    expect(mails()[0]?.html).toContain(`href="${publicUrl}${link()}"`)
    expect(asked()).toMatchObject([{ state: 'sent', sentAt: now, expiresAt: now + 14 * dayMs }])
  })

  it('is German for who says so, or is there', async () => {
    await arrive({ language: 'de-CH' })
    await arrive({ email: 'bob@test.example', phone: null, country: 'AT' })
    await arrive({ email: 'eve@test.example', phone: null, country: 'DE', language: 'en' })
    await sendAll()
    expect(mails().map(({ subject }) => subject)).toEqual(['Bitte bestätigen Sie Ihre E-Mail-Adresse', 'Bitte bestätigen Sie Ihre E-Mail-Adresse', 'Please confirm your e-mail address'])
    expect(mails()[0]?.text).toContain('17. Juni 2026')
  })

  it('goes to an address once in 30 days: what is asked meanwhile waits, and goes then if it is open still', async () => {
    await arrive()
    await sendAll()
    now += 15 * dayMs
    for (let times = 0; times < 3; times += 1) await arrive({ consent: { email: true } })
    now = begin + 30 * dayMs - 1
    await sendAll()
    expect(mails()).toHaveLength(1)
    now += 1
    await sendAll()
    expect(mails()).toHaveLength(2)

    now += dayMs
    await arrive()
    await confirm()
    now += 40 * dayMs
    await sendAll()
    expect(mails()).toHaveLength(2)
    expect(asked().map(({ state }) => state)).toEqual(['sent', 'sent', 'dropped'])
  })

  it('does not go to whom it is against by then', async () => {
    await arrive()
    await arrive({ email: 'bob@no.example', phone: null })
    await arrive({ email: 'eve@test.example', phone: null })
    world.db.insert(doNotContact).values({ id: 'd', value: '@no.example', channel: null, reason: 'asked us', createdAt: now }).run()
    now += 1
    const ada = world.db.select({ id: contacts.id }).from(contacts).where(eq(contacts.emailNorm, 'ada@test.example')).get()?.id
    await call(`/api/contact-gate/contacts/${ada}/consents`, { json: { channel: 'email', purpose: 'inquiry', state: 'withdrawn', source: 'On the phone' } })
    await sendAll()
    expect(mails().map(({ to }) => to)).toEqual(['eve@test.example'])
    expect(asked().map(({ state }) => state)).toEqual(['dropped', 'dropped', 'sent'])
  })

  it('one that did not go is tried again under the same key; one in doubt, or cut off, never is, and people are told', async () => {
    world.mailAnswers.push({ state: 'retry', reason: 'Down' }, { state: 'unknown', reason: 'It may have arrived' })
    await arrive()
    await sendAll()
    await sendAll()
    expect(mails()).toHaveLength(1)
    now += 60_000
    await sendAll()
    expect(new Set(mails().map(({ key }) => key)).size).toBe(1)
    expect(mails()).toHaveLength(2)
    for (let times = 0; times < 5; times += 1) {
      now += dayMs
      await sendAll()
    }
    expect(mails()).toHaveLength(2)
    expect(asked()).toMatchObject([{ state: 'unknown', attempt: 2 }])
    // Its link holds all the same: it may have arrived.
    expect(await head(await confirm())).toBe('200 Thank you, it is confirmed')

    const cut = createSendConfirmations({ ...world, keepPace, publicUrl, providers: { email: () => new Promise(() => undefined) } })
    await arrive({ email: 'bob@test.example', phone: null })
    void cut(now)
    await expect.poll(() => asked().at(-1)?.state).toBe('sending')
    await sendAll()
    now += 121_000
    await sendAll()
    expect(asked().at(-1)).toMatchObject({ state: 'unknown', email: 'bob@test.example' })
    expect(mails()).toHaveLength(2)
    expect(world.db.select().from(workItems).where(eq(workItems.openKey, 'confirmations-not-sent')).all()).toHaveLength(1)
  })

  it('keep the pace of e-mail, which is that of everything that goes by it', async () => {
    await call('/api/send-rates', { method: 'PUT', json: { email: 1 } })
    const went: number[] = []
    const paced = createSendConfirmations({ ...world, keepPace, publicUrl, providers: { email: async () => {
      went.push(now - begin)
      return { state: 'done' }
    } } })
    for (const name of ['ada', 'bob', 'cy']) await arrive({ email: `${name}@test.example`, phone: null })
    while (await paced(now));
    expect(went).toEqual([0, 1_050, 2_100])
    // What a flow sends comes after them.
    expect(world.db.select({ nextAt: sendLanes.nextAt }).from(sendLanes).get()).toEqual({ nextAt: begin + 3_150 })

    // Where so much is under way that its place would be far off, it comes again.
    world.db.update(sendLanes).set({ nextAt: now + 60_000 }).run()
    await arrive({ email: 'dora@test.example', phone: null })
    expect(await paced(now)).toBe(false)
    expect(asked().at(-1)).toMatchObject({ state: 'due', attempt: 0 })
    now += 58_000
    while (await paced(now));
    expect(asked().at(-1)).toMatchObject({ state: 'sent', attempt: 1 })
  })
})

describe('the link in it', () => {
  beforeEach(async () => {
    await arrive({ consent: { email: true } })
    await sendAll()
    now += 1_000
  })

  it('confirms by one POST, not by a look at it; what proves it is kept, and flows hear of it once', async () => {
    for (let times = 0; times < 2; times += 1) expect(await (await open()).text()).toContain('<form method="post"><input type="hidden" name="about" value="inquiry" /><input type="hidden" name="about" value="marketing" />')
    expect(await mayWrite()).not.toContain('email inquiry')
    const env = { incoming: { socket: { remoteAddress: '198.51.100.7' } } }
    const answer = await app.request(link(), { method: 'POST', headers: { 'accept-language': 'de' }, body: new URLSearchParams([['about', 'inquiry'], ['about', 'marketing']]) }, env)
    expect(await head(answer)).toBe('200 Danke, das ist bestätigt')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await mayWrite()).toEqual(expect.arrayContaining(['email inquiry', 'email marketing']))
    const granted = world.db.select().from(consentEvents).where(eq(consentEvents.textVersion, 'confirm-1/de')).all()
    expect(granted).toMatchObject(Array(2).fill({ state: 'granted', at: now, source: 'Confirmed by e-mail: Test', evidence: { confirmationId: asked()[0]?.id, sentAt: begin, confirmedAt: now, fromHash: expect.stringMatching(/^[\w-]{43}$/) } }))
    expect(JSON.stringify(granted)).not.toContain('198.51')
    expect(await head(await confirm())).toBe('200 There is nothing to confirm')
    expect(world.db.select().from(events).where(eq(events.type, 'consent.granted')).all()).toHaveLength(2)
    expect(asked()).toMatchObject([{ confirmedAt: now }])
  })

  it('a yes is only to what the page asked', async () => {
    expect(await head(await confirm([]))).toBe('200 There is nothing to confirm')
    await confirm(['marketing', 'contract'])
    expect(consents().filter((each) => each.endsWith('granted'))).toEqual(['call inquiry granted', 'email marketing granted'])
  })

  it('holds for 14 days, for the address that was asked, and not once the person said no', async () => {
    const path = link()
    now = begin + 14 * dayMs - 1
    expect(await head(await open(path))).toBe('200 Is this your e-mail address?')
    now += 1
    expect(await head(await open(path, 'de'))).toBe('410 Dieser Link ist zu alt')
    expect(await head(await confirm(undefined, path))).toBe('410 This link is too old')
    now = begin + dayMs
    world.db.update(contacts).set({ emailNorm: 'other@test.example' }).run()
    expect(await head(await confirm(undefined, path))).toBe('410 This link is too old')
    expect(consents().filter((each) => each.endsWith('granted'))).toEqual(['call inquiry granted'])
  })

  it('that is forged, or of nothing, says so', async () => {
    for (const path of [`${link()}x`, '/y/x', `/y/${'x'.repeat(3_000)}`, `/y/${makeConfirmationToken(world.box, 'nobody')}`]) {
      expect(await head(await open(path))).toBe('404 This link is not complete')
      expect(await head(await confirm(undefined, path))).toBe('404 This link is not complete')
    }
  })
})
