import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { signInAs } from './sign-in-as'

/* A rep's leads on a phone, while the sample's leads arrive. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

let signedIn: SignedIn
let page: Page

beforeAll(async () => {
  signedIn = await openSignedIn({ width: 390, height: 844 })
  page = signedIn.browser.page
  // Leads that came before she is here would wait in vain, and whoever lets three wait is not asked first any more.
  await sendLeads(false)
})

afterAll(() => signedIn?.stop())

const sendLeads = (on: boolean) => page.evaluate((body) => fetch('/api/sample', { method: 'PUT', headers: { 'content-type': 'application/json' }, body }).then((answer) => answer.json()), JSON.stringify({ on }))
const get = <Result>(path: string) => page.evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<Result>

it('says so to who is not on the roster', async () => {
  await page.goto(`${signedIn.stack.url}/mine`)
  await page.getByText('No leads come to you', { exact: true }).waitFor()
  await look(page, 'inbox-1-nobody', ['light', 'dark'])
})

it('a rep who signs in sees what waits, takes a lead, passes one on, hands one over and goes away', { timeout: 240_000 }, async () => {
  const { link } = (await page.evaluate(() =>
    fetch('/api/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Aylin Demir', email: 'aylin@sample.example', role: 'rep' }) }).then((answer) => answer.json()),
  )) as { link: string }
  await until('no lead to wait any more', 120_000, async () => (await get<{ assignments: { state: string }[] }>('/api/assignments')).assignments.every(({ state }) => state !== 'offered'), 300)
  await sendLeads(true)
  await signInAs(signedIn.browser, link)
  await page.getByText('Here: new leads come to you.').waitFor()
  await look(page, 'inbox-2-empty', ['light', 'dark'])

  // Nobody presses for her in the sample: the first lead is hers to answer.
  const offers = page.getByRole('region', { name: 'Waiting for your answer' })
  const mine = page.getByRole('region', { name: 'Your leads' })
  await offers.getByRole('button', { name: 'I have it' }).first().waitFor({ timeout: 90_000 })
  await look(page, 'inbox-3-offer', ['light', 'dark'])
  await offers.getByRole('button', { name: 'I have it' }).first().click()
  await mine.getByRole('button', { name: /^Hand .* over$/ }).first().waitFor()

  await offers.getByRole('button', { name: 'Pass on' }).first().click({ timeout: 90_000 })
  await page.getByRole('button', { name: 'Not my field' }).click()
  await look(page, 'inbox-4-passing', ['light', 'dark'])
  await page.getByRole('dialog').getByRole('button', { name: 'Pass on' }).click()

  await mine.getByRole('button', { name: /^Hand .* over$/ }).first().click()
  await page.getByLabel('To whom').selectOption({ label: 'Carla Rossi' })
  await page.getByLabel('What they should know').fill('She prefers mornings.')
  await look(page, 'inbox-5-handing-over', ['light', 'dark'])
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await until('the lead to be gone', 30_000, async () => (await get<{ leads: unknown[] }>('/api/inbox')).leads.length === 0)

  await page.getByRole('button', { name: 'Away' }).click()
  await look(page, 'inbox-6-away', ['light', 'dark'])
  await page.getByRole('button', { name: 'Until tomorrow at 8' }).click()
  await page.getByText(/^Away until .*no new leads/).waitFor()
  await expect.poll(async () => (await get<{ offers: unknown[] }>('/api/inbox')).offers).toEqual([])
  await page.getByRole('button', { name: 'I am here' }).click()
  await page.getByText('Here: new leads come to you.').waitFor()
  // The answer that somebody is not on the roster has status 404, which Chromium writes to the console.
  expect(signedIn.browser.problems.filter((each) => !each.includes('404 (Not Found)'))).toEqual([])
})
