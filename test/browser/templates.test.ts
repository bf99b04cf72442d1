import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * A flow begins as a template, in a few questions; flows come in as files, and what they refer to is found by name or asked for.
 * With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

let signedIn: SignedIn
let stack: SignedIn['stack']
let page: Page

beforeAll(async () => {
  signedIn = await openSignedIn()
  stack = signedIn.stack
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

it('the list says why each flow is there, what is wrong and who changed it, and leads to the gallery', async () => {
  await page.getByRole('columnheader', { name: 'Flow and the failure it closes' }).waitFor()
  await page.getByText('Version 1 is live').waitFor()
  await look(page, 'templates-1-list', ['light', 'dark'])
  await page.getByRole('link', { name: 'New flow' }).click()
  await page.getByRole('heading', { name: 'Fallback routing' }).waitFor()
  await page.getByText('Sales West, 4 reps').waitFor()
  await look(page, 'templates-2-gallery', ['light', 'dark'])
  await page.setViewportSize({ width: 1024, height: 768 })
  await look(page, 'templates-2-gallery-1024')
  await page.setViewportSize({ width: 1440, height: 900 })
})

it('a template is looked at as a flow and in plain words before it is used', async () => {
  await page.getByRole('link', { name: 'Fallback routing', exact: true }).click()
  await page.locator('.react-flow__node').first().waitFor()
  await page.waitForTimeout(400)
  await look(page, 'templates-3-look', ['light', 'dark'])
  await page.getByRole('button', { name: 'In plain words' }).click()
  await page.getByText('The failure that it closes').waitFor()
  await look(page, 'templates-4-words', ['light', 'dark'])
})

it('a deleted flow is found and brought back', async () => {
  await page.goto(`${stack.url}/flows`)
  await page.getByRole('button', { name: 'More about Fallback routing' }).click()
  await page.getByRole('menuitem', { name: 'Make a copy' }).click()
  await page.getByRole('link', { name: 'Fallback routing (copy)' }).waitFor()
  await page.getByRole('button', { name: 'More about Fallback routing (copy)' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await until('the copy to be gone', 10_000, async () => (await page.getByRole('link', { name: 'Fallback routing (copy)' }).count()) === 0)
  await page.getByRole('link', { name: 'Deleted' }).click()
  await page.getByText('It is a draft').waitFor()
  await look(page, 'templates-9-deleted', ['light', 'dark'])
  await page.getByRole('button', { name: 'Bring back Fallback routing (copy)' }).click()
  await page.locator('.react-flow__node').first().waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fallback routing (copy)')
})
