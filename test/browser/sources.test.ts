import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * Where leads come from: a source that nobody has thought of appears by itself, ops are asked once, give it a rule, and a step leaves the
 * team to it. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page
let address = ''

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) })

async function send(data: object): Promise<void> {
  expect((await fetch(address, { method: 'POST', body: JSON.stringify(data) })).status).toBe(202)
}

it('an empty page says what would be there', async () => {
  await page.route(/\/api\/sources/, (route) => route.fulfill({ json: { sources: [], pool: { teamId: null, queueId: null }, now: Date.now() } }))
  await go('/records/sources')
  await page.getByText('No source yet').waitFor()
  await page.getByText('There is no default pool yet.').waitFor()
  await look(page, 'sources-1-empty', themes)
  await page.unroute(/\/api\/sources/)
})

it('a source is made, and its address is shown once', async () => {
  await go('/records/sources')
  await page.getByRole('button', { name: 'New source' }).click()
  await look(page, 'sources-2-new', themes)
  await page.getByLabel('Name', { exact: true }).fill('Partner form')
  await page.getByRole('button', { name: 'Make it' }).click()
  address = await page.getByLabel('Where it sends to').inputValue()
  expect(address).toContain('/in/')
  await look(page, 'sources-3-address', themes)
  await page.getByRole('button', { name: 'Close' }).click()
  await row('Partner form').getByText('New, without a rule').waitFor()
  expect(await page.content()).not.toContain(address)
})

it('R7: leads that name a source never seen before make it appear, and ops are asked once', async () => {
  for (let index = 0; index < 3; index += 1) await send({ name: `Guest ${index}`, email: `g${index}@fair.example`, source: 'Trade fair Hanover' })
  await go('/records/sources')
  await row('Trade fair Hanover').waitFor()
  await look(page, 'sources-4-list', themes)
  await go('/work')
  await page.getByText('New source “Trade fair Hanover” has no rule').first().waitFor()
  await expect.poll(() => page.locator('.work-row', { hasText: 'New source “Trade fair Hanover” has no rule' }).count()).toBe(1)
  await look(page, 'sources-5-work', themes)
})

it('the default pool is set, and a rule is given by keyboard; what was asked is answered', async () => {
  await go('/records/sources')
  await page.getByRole('button', { name: 'Set the default pool' }).click()
  await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Sales West' })
  await look(page, 'sources-6-pool', themes)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Leads without a rule go to').waitFor()
  // What is pressed while it is open is not the list's.
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await row('Trade fair Hanover').waitFor()
  const names = await page.locator('.source-table .main-word').allTextContents()
  for (let steps = 0; steps <= names.indexOf('Trade fair Hanover'); steps += 1) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Leads from Trade fair Hanover' }).waitFor()
  await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Sales West' })
  await page.getByLabel('Territory').fill('west')
  await page.getByLabel('Skills wanted as well').fill('logistics')
  await page.getByLabel('People confirm their e-mail address first').click()
  await row('Trade fair Hanover').getByText('e-mail confirmed first').waitFor()
  await look(page, 'sources-7-rule', themes)
  await page.getByRole('button', { name: 'Save the rule' }).click()
  await row('Trade fair Hanover').getByText('Has a rule').waitFor()
  await row('Trade fair Hanover').getByText('To Sales West · as west · wants logistics').waitFor()
  await look(page, 'sources-8-ruled', themes)
  await go('/work')
  await page.getByRole('heading', { name: 'Work', exact: true }).waitFor()
  await until('the question to be answered', 20_000, async () => (await page.getByText('New source “Trade fair Hanover” has no rule').count()) === 0)
})

it('a step can leave the team to the source', async () => {
  await go('/flows')
  await page.getByRole('link', { name: /Fallback routing|Nobody waits/ }).first().click()
  await page.locator('.react-flow__node', { hasText: /rep in Sales West/ }).first().click()
  await page.getByLabel('Which team').selectOption({ label: 'By the source’s rule' })
  await page.locator('.react-flow__node', { hasText: 'team by the source’s rule' }).first().waitFor()
  await look(page, 'sources-9-step', themes)
  expect(signedIn.browser.problems).toEqual([])
})
