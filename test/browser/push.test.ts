import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from '#server/db/open-world'
import { notices, pushDevices, reps } from '#server/db/schema'
import { writeSetting } from '#server/settings/settings'
import { type PushReceiver, startPushReceiver, type TestBrowser } from '../harness/receivers/push-receiver'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { signInAs } from './sign-in-as'

/*
 * F6: telling people on their devices, as a rep sets it up. This browser has no push service to reach, which the page must say; so devices are those of a push
 * service on this machine, to which the real worker sends, and what a browser shows is handed to the service worker by its debugger. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

let signedIn: SignedIn
let world: World
let page: Page
let service: PushReceiver
let phone: TestBrowser

beforeAll(async () => {
  service = await startPushReceiver()
  signedIn = await openSignedIn()
  ;({ page } = signedIn.browser)
  world = openWorld(signedIn.stack.databaseFile)
  await world.writer.write((tx) => writeSetting(tx, 'http-hosts', ['127.0.0.1']))
  phone = service.browser('phone')
})

afterAll(async () => {
  await signedIn?.stop()
  await service?.stop()
})

const sheet = () => page.getByRole('dialog', { name: 'Notices on your devices' })
const row = (name: string) => sheet().getByRole('listitem').filter({ hasText: name })
const aSwitch = () => sheet().getByRole('checkbox', { name: 'Tell me on this device' })
const send = <Result>(path: string, method: string, body: unknown) =>
  page.evaluate(([url, how, json]) => fetch(url as string, { method: how as string, headers: { 'content-type': 'application/json' }, body: json as string }).then((answer) => answer.json()), [path, method, JSON.stringify(body)]) as Promise<Result>
const repId = () => world.db.select({ id: reps.id }).from(reps).where(eq(reps.email, 'aylin@sample.example')).get()?.id ?? ''

async function openSheet(): Promise<void> {
  await page.getByRole('button', { name: /^Notices/ }).click()
  await page.getByRole('dialog', { name: /^Notices/ }).getByRole('button', { name: 'On your devices …' }).click()
  await sheet().waitFor()
}

it('is for who is on the roster, and found from the account menu, too', async () => {
  await page.getByTitle('look, language and sign out').click()
  await page.getByRole('menuitem', { name: 'Notices on your devices' }).click()
  await sheet().getByText('Notices go to people on the roster, and you are not on it.').waitFor()
  await look(page, 'push-1-nobody')
  await page.keyboard.press('Escape')
  await sheet().waitFor({ state: 'detached' })
})

it('says what to do where the browser blocks it', { timeout: 120_000 }, async () => {
  const { link } = await send<{ link: string }>('/api/people', 'POST', { name: 'Aylin Demir', email: 'aylin@sample.example', role: 'rep' })
  await signInAs(signedIn.browser, link)
  await page.getByRole('region', { name: 'Your leads' }).waitFor({ timeout: 60_000 })
  const debug = await signedIn.browser.context.newCDPSession(page)
  await debug.send('Browser.setPermission', { permission: { name: 'notifications' }, setting: 'denied', origin: signedIn.stack.url })
  await page.reload()
  await openSheet()
  await sheet().getByText('None yet. Open Watertight on your phone, too, and turn it on there.').waitFor()
  await sheet().getByText('The browser blocks them. Click the sign to the left of the address, then allow “Notifications”.').waitFor()
  await expect.poll(() => aSwitch().isDisabled()).toBe(true)
  await look(page, 'push-2-blocked', ['light', 'dark'])
  await page.keyboard.press('Escape')
})

it('asks only upon the click, and says plainly that the push service cannot be reached', { timeout: 120_000 }, async () => {
  await signedIn.browser.context.grantPermissions(['notifications'], { origin: signedIn.stack.url })
  await page.reload()
  await openSheet()
  await sheet().getByText('Off. Turn it on, and notices show here also while Watertight is closed. The browser asks you first.').waitFor()
  expect(await page.evaluate('navigator.serviceWorker.getRegistrations().then(({ length }) => length)')).toBe(0)
  await aSwitch().click()
  await sheet().getByRole('alert').getByText('The browser could not reach its push service').waitFor({ timeout: 60_000 })
  await until('the switch to be off again', 20_000, async () => !(await aSwitch().isChecked()) && (await aSwitch().isEnabled()))
  expect(world.db.select().from(pushDevices).all()).toEqual([])
  await look(page, 'push-3-not-reached', ['light', 'dark'])
})

it('lists devices with when they were reached, and a test really goes there', { timeout: 120_000 }, async () => {
  await send('/api/push/devices', 'PUT', phone.subscription)
  await page.reload()
  await openSheet()
  await row('Chrome on Linux').getByText('This device', { exact: true }).waitFor()
  await row('Chrome on Linux').getByRole('button', { name: /^Send a test/ }).click()
  await row('Chrome on Linux').getByText('last reached').waitFor({ timeout: 60_000 })
  // An offer of the sample may have reached it before.
  const test = await until('the test', 60_000, () => phone.received().find(({ payload }) => payload.tag === 'test'))
  expect(test.payload).toEqual({ tag: 'test', title: expect.stringContaining('this device is reached'), text: 'Notices that are meant for you show here.', link: '/' })
  await look(page, 'push-4-reached', ['light', 'dark'])
})

it('an offer of a real flow comes as a push; a device that is not reached says since when', { timeout: 360_000 }, async () => {
  const offer = await until('an offer', 120_000, async () => {
    const found = phone.received().find(({ payload }) => payload.link.startsWith('/a/'))
    // Nobody presses for her in the sample: who has let three leads wait is asked last, until she says that she is here.
    if (!found) await send('/api/inbox/presence', 'POST', { presence: 'online' })
    return found
  }, 1_000)
  expect([offer.urgency, offer.topic, offer.ttl <= 900]).toEqual(['high', offer.payload.tag, true])
  expect(world.db.select({ offerId: notices.offerId, personId: notices.personId }).from(notices).where(eq(notices.id, offer.payload.noticeId ?? '')).get()).toEqual({ offerId: offer.payload.tag, personId: repId() })

  await page.setViewportSize({ width: 390, height: 844 })
  // The next offer of the sample reaches it again.
  await until('the page to say so', 120_000, async () => {
    await world.writer.write((tx) => tx.update(pushDevices).set({ failingSince: Date.now() - 7_200_000, problem: 'Its push service answered 503.', system: 'Android' }).run())
    await page.reload()
    await openSheet()
    return row('Chrome on Android').getByText('Not reached since').waitFor({ timeout: 10_000 }).then(() => true, () => false)
  })
  await look(page, 'push-5-phone', ['light', 'dark'])
  await row('Chrome on Android').getByRole('button', { name: /^Remove/ }).click()
  await sheet().getByText('None yet.').waitFor()
  expect(world.db.select().from(pushDevices).all()).toEqual([])
  await page.keyboard.press('Escape')
})

it('what is pushed is shown once for each offer, leads to it by a click, and is silent while a page says it', { timeout: 120_000 }, async () => {
  const { context } = signedIn.browser
  const debug = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${signedIn.stack.url}/` && !isDeleted)
      if (found) resolve(found.registrationId)
    })
  })
  await debug.send('ServiceWorker.enable')
  const registrationId = await registered
  // The browser may have let it rest.
  await debug.send('ServiceWorker.startWorker', { scopeURL: `${signedIn.stack.url}/` })
  const inWorker = async <Result>(expression: string) => (await until('the service worker', 20_000, () => context.serviceWorkers()[0])).evaluate<Result>(expression)
  /** As the service worker asks before it shows anything: a page that is not there yet, or busy just then, counts as none. */
  const answers = () => until('the page to answer the service worker', 20_000, () => inWorker<boolean>('listening().then(({ length }) => length > 0)'))
  const push = (data: object) => debug.send('ServiceWorker.deliverPushMessage', { origin: signedIn.stack.url, registrationId, data: JSON.stringify(data) })
  const shown = () =>
    page.evaluate('navigator.serviceWorker.getRegistration().then((found) => found.getNotifications()).then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))') as Promise<{ title: string; body: string; tag: string }[]>

  await page.getByRole('region', { name: 'Your leads' }).waitFor()
  await answers()
  await push({ tag: 'offer', title: 'Seen', text: '', link: '/mine', noticeId: 'n1' })
  await push({ tag: 'test', title: 'A test', text: 'It works.', link: '/' })
  await until('the test', 20_000, async () => (await shown()).length > 0)
  expect(await shown()).toEqual([{ title: 'A test', body: 'It works.', tag: 'test' }])

  await page.goto('about:blank')
  await push({ tag: 'offer', title: 'Zoë waits', text: 'First', link: '/mine?offer=zoe', noticeId: 'n1' })
  await push({ tag: 'offer', title: 'Zoë waits', text: 'Second', link: '/mine?offer=zoe', noticeId: 'n2' })
  // Before there is a page again that would say it.
  await until('both to be shown as one', 20_000, () => inWorker<boolean>(`self.registration.getNotifications().then((all) => all.some(({ body }) => body === 'Second'))`))
  await page.goto(`${signedIn.stack.url}/mine`)
  await page.getByRole('region', { name: 'Your leads' }).waitFor()
  expect((await shown()).map(({ body }) => body).sort()).toEqual(['It works.', 'Second'])

  await answers()
  await inWorker(`(async () => {
    const [notification] = await self.registration.getNotifications({ tag: 'offer' })
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }))
  })()`)
  await page.waitForURL(`${signedIn.stack.url}/mine?offer=zoe`)
  await expect.poll(async () => (await shown()).map(({ tag }) => tag)).toEqual(['test'])
})

it('can be put on a home screen, and what must be fresh is', async () => {
  const fetched = (path: string) => page.evaluate((url) => fetch(url).then(async (answer) => ({ type: answer.headers.get('content-type'), cache: answer.headers.get('cache-control'), bytes: (await answer.arrayBuffer()).byteLength })), path)
  expect(await fetched('/service-worker.js')).toMatchObject({ type: expect.stringContaining('javascript'), cache: 'no-cache' })
  expect(await fetched('/manifest.webmanifest')).toMatchObject({ type: expect.stringContaining('json'), cache: 'no-cache' })
  const { icons } = (await page.evaluate(() => fetch('/manifest.webmanifest').then((answer) => answer.json()))) as { icons: { src: string }[] }
  for (const { src } of [...icons, { src: '/apple-touch-icon.png' }]) expect(await fetched(src)).toMatchObject({ type: 'image/png' })
  const debug = await signedIn.browser.context.newCDPSession(page)
  const { errors } = await debug.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect((await debug.send('Page.getInstallabilityErrors')).installabilityErrors.map(({ errorId }) => errorId)).toEqual([])
})

it('nothing went wrong on any page', () => {
  expect(signedIn.browser.problems.filter((problem) => !problem.includes('404'))).toEqual([])
})
