import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * Territories: none yet, made from rules over fields, in another order, with holes, in use. With WATERTIGHT_SHOTS=FOLDER each stage leaves
 * a picture there.
 */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) })
const sheet = () => page.getByRole('dialog')

it('an empty page says what would be there', async () => {
  await page.route(/\/api\/territories/, (route) => route.fulfill({ json: { territories: [], everyone: [], everywhere: [], withoutTerritory: 0, strange: [], version: 0 } }))
  await go('/records/territories')
  await page.getByText('No territory yet').waitFor()
  await look(page, 'territories-1-empty', themes)
  await page.unroute(/\/api\/territories/)
})

it('one is made of rules over fields, read as a sentence', async () => {
  await go('/records/territories')
  await page.getByRole('button', { name: 'New territory' }).click()
  await page.getByLabel('Name', { exact: true }).fill('North')
  await sheet().getByRole('button', { name: '+ Rule' }).click()
  await sheet().locator('.rule select').first().selectOption({ label: 'Country' })
  await sheet().locator('.rule .rule-value').first().fill('NO')
  await sheet().getByText('A lead that came without a territory belongs to it when Country is NO.').waitFor()
  await look(page, 'territories-2-new', themes)
  await sheet().getByRole('button', { name: 'Save' }).click()
  await row('North').getByText('Nobody works it').waitFor()
  await page.getByText('Nobody active works North').waitFor()
})

it('who works it is said here; the order is changed by the arrows', async () => {
  await page.getByRole('button', { name: 'New territory' }).click()
  await page.getByLabel('Name', { exact: true }).fill('West')
  await sheet().getByRole('button', { name: 'Save' }).click()
  await row('West').getByText('Aylin Demir').waitFor()
  await row('North').getByRole('button', { name: 'North', exact: true }).click()
  await sheet().getByText('Sam Nowak').click()
  await look(page, 'territories-3-people', themes)
  await sheet().getByRole('button', { name: 'Save' }).click()
  await row('North').getByText('Covered').waitFor()
  await page.getByRole('button', { name: 'Ask West earlier' }).click()
  await expect.poll(() => page.locator('.territory-table .main-word').allTextContents()).toEqual(['West', 'North'])
})

it('leads without a territory are a hole, and one in use is not deleted', async () => {
  await page.evaluate(async () => {
    const { address } = (await (await fetch('/api/sources', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Form', kind: 'path-webhook' }) })).json()) as { address: string }
    for (const country of ['NO', 'FR', 'ES']) await fetch(new URL(address).pathname, { method: 'POST', body: JSON.stringify({ name: `From ${country}`, email: `${country}@test.example`, country }) })
  })
  await page.reload()
  await page.getByText('2 leads of the last 30 days had no territory').waitFor()
  await look(page, 'territories-4-holes', themes)
  await row('West').getByRole('button', { name: 'West', exact: true }).click()
  await sheet().getByRole('button', { name: 'Delete it' }).click()
  await sheet().getByRole('alert').getByText('“West” is still used').waitFor()
  await look(page, 'territories-5-in-use', themes)
  await page.keyboard.press('Escape')
  expect(signedIn.browser.problems.filter((problem) => !problem.includes('409'))).toEqual([])
})
