import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Somebody leaves, on the page of the roster, while the sample's leads arrive. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

let signedIn: SignedIn
let page: Page

interface Roster {
  reps: { id: string; name: string; load: number; active: boolean }[]
}

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

const rep = async (name: string) => ((await page.evaluate(() => fetch('/api/roster').then((answer) => answer.json()))) as Roster).reps.find((each) => each.name === name)

it('says what follows before somebody counts as having left, and hands everything over', { timeout: 180_000 }, async () => {
  await until('Tom to have leads', 120_000, async () => ((await rep('Tom Okafor'))?.load ?? 0) >= 2)
  await page.goto(`${signedIn.stack.url}/records/reps`)
  await page.getByRole('switch', { name: 'Tom Okafor gets leads' }).click()
  await page.getByRole('heading', { name: 'Has Tom Okafor left?' }).waitFor()
  await page.getByText('who takes over is told').waitFor()
  await look(page, 'leaving-1-asked', ['light', 'dark'])
  await page.getByRole('button', { name: 'Not now' }).click()
  expect((await rep('Tom Okafor'))?.active).toBe(true)

  await page.getByRole('switch', { name: 'Tom Okafor gets leads' }).click()
  await page.getByLabel('Who takes over first').selectOption({ label: 'Carla Rossi' })
  await page.getByRole('button', { name: 'Yes, hand everything over' }).click()
  await until('Tom’s leads to be with others', 60_000, async () => (await rep('Tom Okafor'))?.load === 0)
  expect((await rep('Tom Okafor'))?.active).toBe(false)
  await page.getByRole('switch', { name: 'Tom Okafor gets leads', checked: false }).waitFor()
  await look(page, 'leaving-2-left', ['light', 'dark'])

  await page.goto(`${signedIn.stack.url}/work`)
  await page.getByText(/^Get in touch with /).first().waitFor()
  await look(page, 'leaving-3-work', ['light', 'dark'])
  expect(signedIn.browser.problems).toEqual([])
})
