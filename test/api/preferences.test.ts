import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeUnsubscribeToken } from '#server/consent/unsubscribe-token'
import { consentEvents, contacts, events, leads } from '#server/db/schema'
import { writeSetting } from '#server/settings/settings'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

/* V10, V11: the page behind the link in a message, where people outside say which messages they want. */

let now = 0
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let token = ''

beforeEach(async () => {
  now = Date.parse('2026-06-03T09:00:00Z')
  world = createWorld({ now, isGrouped: true })
  ;({ app } = await createTestApp(world, { now: () => now }))
  await world.receive({ name: 'Ada', email: 'ada@test.example', phone: '+49 30 5550 100', consent: { email: true } } as never, { id: 'one', now })
  now += 1_000
  token = makeUnsubscribeToken(world.box, { contactId: contactId(), channel: 'email', purpose: 'marketing' })
})

const contactId = () => world.db.select({ id: contacts.id }).from(contacts).get()?.id ?? ''
const consents = () => world.db.select({ channel: consentEvents.channel, purpose: consentEvents.purpose, state: consentEvents.state }).from(consentEvents).orderBy(asc(consentEvents.id)).all().map(({ channel, purpose, state }) => `${channel} ${purpose} ${state}`)
const open = async (language?: string) => (await app.request(`/u/${token}`, { headers: language ? { 'accept-language': language } : {} })).text()
const post = (fields: [string, string][] | URLSearchParams) => app.request(`/u/${token}`, { method: 'POST', body: new URLSearchParams(fields) })

/** What a browser would send of the form as it stands, after these boxes were clicked. */
function filled(page: string, ...clicked: string[]): [string, string][] {
  const shown = [...page.matchAll(/name="shown" value="([^"]+)"/g)].map(([, value = '']): [string, string] => ['shown', value])
  const boxes = [...page.matchAll(/type="checkbox" name="want" value="([^"]+)" (checked)?/g)].map(([, word = '', isOn]) => ({ word, isOn: (isOn !== undefined) !== clicked.includes(word) }))
  return [...shown, ...boxes.filter(({ isOn }) => isOn).map(({ word }): [string, string] => ['want', word]), ['say', 'these']]
}

describe('the form', () => {
  it('shows how it stands, saves only what was changed, and tells flows of each', async () => {
    const page = await open()
    expect(filled(page).filter(([name]) => name === 'want').map(([, word]) => word)).toEqual(['email.inquiry', 'call.inquiry', 'email.marketing', 'email.contract', 'sms.contract', 'call.contract'])
    expect(await (await post(filled(page))).text()).toContain('Saved.')
    expect(consents()).toHaveLength(3)

    const saved = await post(filled(page, 'call.inquiry', 'sms.marketing', 'email.contract'))
    expect(consents().slice(3).sort()).toEqual(['call inquiry withdrawn', 'email contract withdrawn', 'sms marketing granted'])
    expect(filled(await saved.text()).filter(([name]) => name === 'want').map(([, word]) => word)).toEqual(['email.inquiry', 'email.marketing', 'sms.marketing', 'sms.contract', 'call.contract'])
    const told = world.db.select({ type: events.type, data: events.data, lead: events.subjectId }).from(events).where(eq(events.subjectType, 'lead')).all().filter(({ type }) => type.startsWith('consent.'))
    expect(told.map(({ type, data }) => `${type} ${data.channel} ${data.purpose}`).sort()).toEqual(['consent.granted sms marketing', 'consent.withdrawn call inquiry', 'consent.withdrawn email contract'])
    expect(new Set(told.map(({ lead }) => lead))).toEqual(new Set([world.db.select({ id: leads.id }).from(leads).get()?.id]))
    expect(world.db.select().from(consentEvents).where(eq(consentEvents.channel, 'sms')).get()).toMatchObject({ source: 'Link in a message', evidence: { link: { channel: 'email', purpose: 'marketing' } }, actor: 'system:unsubscribe', at: now })
  })

  it('a page that was open for long lifts no that was said meanwhile', async () => {
    const old = await open()
    await post([['List-Unsubscribe', 'One-Click']])
    now += 1_000
    await post(filled(old, 'call.inquiry'))
    expect(consents().slice(3)).toEqual(['email marketing withdrawn', 'call inquiry withdrawn'])
  })

  it('what it does not know, or did not show, it leaves as it is', async () => {
    await post([['say', 'these']])
    await post([['say', 'these'], ['want', 'sms.marketing'], ['shown', 'fax.marketing.no'], ['want', 'fax.marketing'], ['shown', 'email.marketing'], ['shown', '__proto__.yes']])
    expect(consents()).toHaveLength(3)
  })

  it('one click of a mail program counts as a form of parts too', async () => {
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    expect((await app.request(`/u/${token}`, { method: 'POST', body: form })).status).toBe(200)
    expect(consents().at(-1)).toBe('email marketing withdrawn')
  })
})

describe('the page', () => {
  it('speaks the language of the browser, English where that is none of ours', async () => {
    const german = await open('fr;q=0.9, de-AT;q=0.8, en;q=0.1')
    expect(german).toContain('<html lang="de">')
    for (const words of ['Welche Nachrichten möchten Sie erhalten?', 'Nichts mehr davon', 'Gar nichts mehr', 'Ihre Anfrage']) expect(german).toContain(words)
    for (const language of [undefined, 'fr', 'en-US,de;q=0.5', 'de;q=0', '*', ';;q=x']) expect(await open(language), language).toContain('<html lang="en">')
    expect(await (await app.request('/u/wrong', { headers: { 'accept-language': 'de' } })).text()).toContain('Dieser Link ist unvollständig')
  })

  it('needs no script, is kept by nobody, tells nobody where it was, names nobody, and shows names as text', async () => {
    await world.writer.write((tx) => writeSetting(tx, 'workspace', { name: '<img src=x onerror=alert(1)> & Co', isSample: false }))
    const answer = await app.request(`/u/${token}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    const page = await answer.text()
    expect(page).not.toMatch(/<script|<img|ada|5550/i)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; Co')
    // Each box stands in its label, so that a click on the words counts.
    expect(page.match(/<label><input type="checkbox"/g)).toHaveLength(9)
  })

  it('says in words what to do with a link that is wrong or too old, and with a form that is too large', async () => {
    const of = (contact: string) => makeUnsubscribeToken(world.box, { contactId: contact, channel: 'email', purpose: 'marketing' })
    const ask = async (path: string, init?: RequestInit) => {
      const answer = await app.request(`/u/${path}`, init)
      return `${answer.status} ${/<h1>(.*)<\/h1>/.exec(await answer.text())?.[1]}`
    }
    expect(await ask(`${token}x`)).toBe('404 This link is not complete')
    expect(await ask('x'.repeat(5_000), { method: 'POST' })).toBe('404 This link is not complete')
    expect(await ask(of('nobody'))).toBe('410 This link is too old')
    expect(await ask(of('nobody'), { method: 'POST' })).toBe('410 This link is too old')
    expect(await ask(token, { method: 'POST', body: new URLSearchParams({ say: 'x'.repeat(20_000) }) })).toBe('413 Nothing was changed')
    expect(consents()).toHaveLength(3)
  })
})
