import { and, desc, eq } from 'drizzle-orm'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#server/db/new-id'
import { openWorld, type World } from '#server/db/open-world'
import { assignments, notices, reps } from '#server/db/schema'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { signInAs } from './sign-in-as'

/*
 * Notices behind the bell, and on the desktop where no tab is in view: what the browser is asked to show is written down. With
 * WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

let signedIn: SignedIn
let world: World
let page: Page
/** What was shown on the desktop, by any tab. */
const onDesktop: { title: string; tag: string; body: string }[] = []
/** Tabs that asked the server for notices while nobody looked at them. */
const listening: Page[] = []
const desktopSize = { width: 1440, height: 900 }
const phoneSize = { width: 390, height: 844 }

/** In each page: notes what is shown on the desktop, and lets a test say whether anybody looks at the tab (without a screen every tab is looked at). */
const watched = `{
  const Real = window.Notification
  window.Notification = class extends Real {
    constructor(title, options) {
      super(title, options)
      window.lastShown = this
      void window.noteShown({ title, tag: options.tag, body: options.body })
    }
  }
  let isHidden = false
  Object.defineProperty(document, 'hidden', { get: () => isHidden })
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
  window.setHidden = (hidden) => {
    isHidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
  }
}`

beforeAll(async () => {
  signedIn = await openSignedIn()
  ;({ page } = signedIn.browser)
  world = openWorld(signedIn.stack.databaseFile)
  const { context } = signedIn.browser
  await context.exposeFunction('noteShown', (shown: (typeof onDesktop)[number]) => void onDesktop.push(shown))
  await context.addInitScript(watched)
  context.on('request', (request) => {
    if (request.url().endsWith('/api/live?only=notices')) listening.push(request.frame().page())
  })
})

afterAll(() => signedIn?.stop())

const bell = (on = page) => on.getByRole('button', { name: /^Notices/ })
const panel = (on = page) => on.getByRole('dialog', { name: /^Notices/ })
const hide = (on: Page, isHidden: boolean) => on.evaluate(`window.setHidden(${isHidden})`)
const repId = (email: string) => world.db.select({ id: reps.id }).from(reps).where(eq(reps.email, email)).get()?.id ?? ''
const send = <Result>(path: string, method: string, body: unknown) =>
  page.evaluate(([url, how, json]) => fetch(url as string, { method: how as string, headers: { 'content-type': 'application/json' }, body: json as string }).then((answer) => answer.json()), [path, method, JSON.stringify(body)]) as Promise<Result>

function tell(title: string, more: Partial<typeof notices.$inferInsert> = {}): Promise<string> {
  const id = newId(Date.now())
  const row = { id, effectKey: id, personId: repId('vera@sample.example'), title, text: 'Say where its leads belong.', link: '/work', at: Date.now(), ...more }
  return world.writer.write((tx) => {
    tx.insert(notices).values(row).run()
    return id
  })
}
const isRead = (id: string) => world.db.select({ readAt: notices.readAt }).from(notices).where(eq(notices.id, id)).get()?.readAt !== null
const shown = (title: string) => onDesktop.filter((each) => each.title === title)

let veraLink = ''

it('tells who is not on the roster why there are none', async () => {
  await bell().click()
  await panel().getByText('Notices go to people on the roster, and you are not on it.').waitFor()
  await look(page, 'notices-1-nobody', ['light', 'dark'])
  await page.keyboard.press('Escape')
  await panel().waitFor({ state: 'hidden' })
})

it('an offer stands behind the bell and in the inbox; once it is answered, the notice says how it turned out', { timeout: 420_000 }, async () => {
  const invite = (name: string, email: string) => send<{ link: string }>('/api/people', 'POST', { name, email, role: 'rep' })
  const aylin = await invite('Aylin Demir', 'aylin@sample.example')
  veraLink = (await invite('Vera Falk', 'vera@sample.example')).link
  // On the roster, in a team to which no leads come.
  const { id: teamId } = await send<{ id: string }>('/api/references', 'POST', { kind: 'team', name: 'Quiet', people: [] })
  const now = Date.now()
  await world.writer.write((tx) =>
    tx.insert(reps).values({
      id: newId(now), name: 'Vera Falk', email: 'vera@sample.example', teamId, role: 'rep', active: true, territories: [], skills: [], zone: 'UTC', capacity: 1, performance: 0.5, presence: 'online', createdAt: now, updatedAt: now,
    }).run(),
  )

  await page.setViewportSize(phoneSize)
  await signInAs(signedIn.browser, aylin.link)
  const take = page.getByRole('region', { name: 'Waiting for your answer' }).getByRole('button', { name: 'I have it' }).first()
  // Nobody presses for her in the sample: who has let three leads wait is asked last, until she says that she is here.
  const isHere = () => send('/api/inbox/presence', 'POST', { presence: 'online' })
  const isSeen = (what: Locator) => what.waitFor({ timeout: 5_000 }).then(() => true, () => false)
  await until('an offer', 120_000, async () => {
    await isHere()
    return isSeen(take)
  })
  const offer = await until('a notice of the offer', 60_000, () => world.db.select().from(notices).where(and(eq(notices.personId, repId('aylin@sample.example')))).orderBy(desc(notices.id)).get())
  await page.getByRole('button', { name: /^Notices: .* unread$/ }).click()
  await panel().getByText(offer.title).first().waitFor()
  expect(await panel().getByText('/a/').count(), 'a link that answers for whoever has it').toBe(0)
  await look(page, 'notices-2-phone', ['light', 'dark'])
  await page.keyboard.press('Escape')

  // The time of an offer may be over at the very moment of the click: then it is the next one.
  await until('a lead to be hers', 120_000, async () => {
    await isHere()
    await take.click({ timeout: 5_000 }).catch(() => undefined)
    return isSeen(page.getByRole('region', { name: 'Your leads' }).getByRole('button', { name: /^Hand .* over$/ }).first())
  })
  await bell().click()
  await panel().getByRole('link', { name: offer.title }).last().click()
  // It may be about an offer that is open yet: then it says so once its half a minute is over.
  await page.getByRole('heading', { name: /is yours$|has it$|^You passed it on$|^The time is over$/ }).waitFor({ timeout: 90_000 })
  await until('the notice to be read', 20_000, () => world.db.select().from(notices).where(eq(notices.personId, repId('aylin@sample.example'))).all().some(({ readAt }) => readAt !== null))
  await look(page, 'notices-3-outcome')
})

it('lists what was told, by mouse and by keyboard, and marks it read', { timeout: 120_000 }, async () => {
  await page.setViewportSize(desktopSize)
  await signInAs(signedIn.browser, veraLink)
  await page.getByText('Here: new leads come to you.').waitFor()
  await page.goto(`${signedIn.stack.url}/work`)
  await bell().click()
  await panel().getByText('No notices yet', { exact: true }).waitFor()
  await look(page, 'notices-4-empty', ['light', 'dark'])
  await page.keyboard.press('Escape')

  const hour = 3_600_000
  for (let index = 0; index < 120; index += 1) await tell(`New source “Fair ${index}” has no rule`, { at: Date.now() - (120 - index) * hour })
  await page.getByRole('button', { name: 'Notices: 100 or more unread' }).waitFor()
  await expect.poll(() => page.title()).toBe('(99+) Watertight')
  await bell().click()
  await panel().getByText('New source “Fair 119” has no rule').waitFor()
  await expect.poll(() => panel().getByRole('listitem').count()).toBe(30)
  await look(page, 'notices-5-full', ['light', 'dark'])
  await panel().getByRole('button', { name: 'Show older' }).click()
  await until('older ones', 20_000, async () => (await panel().getByRole('listitem').count()) === 60)
  await panel().getByRole('button', { name: 'Mark all read' }).click()
  await page.getByRole('button', { name: 'Notices', exact: true }).waitFor()
  await until('all to be read', 20_000, () => world.db.select().from(notices).where(eq(notices.personId, repId('vera@sample.example'))).all().every(({ readAt }) => readAt !== null))
  await page.keyboard.press('Escape')

  const id = await tell('By keyboard', { link: '/runs' })
  await page.getByRole('button', { name: 'Notices: 1 unread' }).focus()
  await page.keyboard.press('Enter')
  await panel().getByText('By keyboard').waitFor()
  await panel().locator(':focus').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/runs')
  await until('it to be read', 20_000, () => isRead(id))
})

it('the notice of an offer that is open no more says who has the lead', async () => {
  // Not any that she was asked about: others may have one that she let wait.
  const taken = world.db.select().from(assignments).where(and(eq(assignments.repId, repId('aylin@sample.example')), eq(assignments.state, 'accepted'))).get()
  const offerId = newId(Date.now())
  await world.writer.write((tx) =>
    tx.insert(assignments).values({
      id: offerId, subjectType: 'lead', subjectId: taken?.subjectId ?? '', repId: repId('vera@sample.example'), level: 'From the queue', state: 'expired', offeredAt: Date.now(), endedAt: Date.now(), endedFor: 'unanswered',
    }).run(),
  )
  await tell('Somebody waits, and you have room', { link: `/mine?offer=${offerId}` })
  await page.setViewportSize(phoneSize)
  await bell().click()
  await panel().getByText('Somebody waits, and you have room').click()
  await page.getByRole('heading', { name: 'Aylin Demir has it' }).waitFor()
  await look(page, 'notices-12-offer-before', ['light', 'dark'])
  await page.getByRole('link', { name: 'Close' }).click()
  await page.getByRole('heading', { name: 'Aylin Demir has it' }).waitFor({ state: 'detached' })
  await page.setViewportSize(desktopSize)
})

it('says what fails, and waits for what is slow', async () => {
  await page.route('**/api/notices', (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }))
  await page.goto(`${signedIn.stack.url}/work`)
  await bell().click()
  await panel().getByRole('alert').waitFor()
  await look(page, 'notices-6-failed', ['light', 'dark'])
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await panel().getByRole('button', { name: 'Try again' }).click()
  await panel().getByText('By keyboard').waitFor()
  let answer = () => {}
  const looked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/notices', (route) => looked.then(() => route.continue()).catch(() => undefined))
  await page.goto(`${signedIn.stack.url}/work`)
  await bell().click()
  await panel().getByRole('status', { name: 'Reading your notices' }).waitFor()
  await look(page, 'notices-7-slow')
  answer()
  await panel().getByText('By keyboard').waitFor()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

it('is on the desktop once, however many tabs are open, and only while none is in view', { timeout: 300_000 }, async () => {
  const { context } = signedIn.browser
  // Only this is allowed; everything else is refused.
  await context.grantPermissions(['geolocation'])
  await page.goto(`${signedIn.stack.url}/work`)
  await bell().click()
  await panel().getByText('The browser blocks them.').waitFor()
  await expect.poll(() => panel().getByLabel('On the desktop, too').isEnabled()).toBe(false)
  await look(page, 'notices-8-blocked', ['light', 'dark'])
  await context.grantPermissions(['notifications'])
  await page.goto(`${signedIn.stack.url}/work`)
  const tab = await context.newPage()
  await tab.goto(`${signedIn.stack.url}/runs`)
  await tab.getByRole('heading', { name: 'Runs' }).waitFor()

  await hide(page, true)
  await hide(tab, true)
  await tell('While it is off')
  await hide(tab, false)
  await tab.getByText('While it is off').waitFor()
  expect(onDesktop).toEqual([])
  await hide(page, false)

  await page.bringToFront()
  await bell().click()
  await panel().getByText('Off. Turn it on').waitFor()
  await look(page, 'notices-9-off', ['light', 'dark'])
  // Not checked before the browser has answered, so this does not wait for it.
  await panel().getByLabel('On the desktop, too').click()
  await panel().getByText('On in this browser').waitFor()
  await look(page, 'notices-10-on', ['light', 'dark'])
  await page.keyboard.press('Escape')

  await hide(page, true)
  await hide(tab, true)
  const id = await tell('Nobody looks', { link: '/runs', text: 'Hi Vera,\n\nit waits.\n' })
  await until('it on the desktop', 60_000, () => shown('Nobody looks').length > 0)
  await page.waitForTimeout(4_000)
  expect(shown('Nobody looks')).toEqual([{ title: 'Nobody looks', tag: id, body: 'Hi Vera, it waits.' }])
  expect(listening, 'one line for all hidden tabs').toHaveLength(1)

  await hide(tab, false)
  const inView = () => page.evaluate(`navigator.locks.query().then(({ held }) => held.some(({ name }) => name === 'watertight.notices.in-view'))`) as Promise<boolean>
  await until('the other tab to say that it is in view', 20_000, inView)
  await tell('Somebody looks at the other tab')
  await tab.locator('.toast', { hasText: 'Somebody looks at the other tab' }).getByRole('button', { name: 'Open it' }).click()
  await tab.waitForURL('**/work')
  await page.waitForTimeout(4_000)
  expect(shown('Somebody looks at the other tab')).toEqual([])
  await tell('A notice that is said while somebody looks')
  await tab.locator('.toast', { hasText: 'A notice that is said while somebody looks' }).waitFor()
  await look(tab, 'notices-11-toast', ['light', 'dark'])

  // A click on it opens what it is about, in the tab that showed it.
  const speaker = (await page.evaluate('window.lastShown !== undefined')) ? page : tab
  const other = speaker === page ? tab : page
  await speaker.evaluate("window.lastShown.dispatchEvent(new Event('click'))")
  await speaker.waitForURL('**/runs')
  await until('it to be read', 20_000, () => isRead(id))

  // The tab that spoke for all is closed: another does.
  await hide(other, true)
  await speaker.close()
  await tell('The other speaks now')
  await until('it on the desktop', 60_000, () => shown('The other speaks now').length > 0)
  await other.waitForTimeout(4_000)
  expect(shown('The other speaks now')).toHaveLength(1)

  await hide(other, false)
  await bell(other).click()
  await panel(other).getByLabel('On the desktop, too').uncheck()
  await panel(other).getByText('Off. Turn it on').waitFor()
})
