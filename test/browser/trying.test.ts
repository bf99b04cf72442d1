import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * A flow is tried out in a real browser: nobody answers, the fallback asks the next one, who takes it; that is kept as an example,
 * which goes red when the flow changes and is seen before publishing. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

let signedIn: SignedIn
let page: Page

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const card = (label: string) => page.locator('.react-flow__node', { hasText: label })

it('B5 a flow is tried out on its canvas: nobody answers, the next one is asked and takes it', async () => {
  await page.getByRole('link', { name: 'Fallback routing' }).click()
  await card('Lead needs an owner').waitFor()
  await page.waitForTimeout(400)
  await page.keyboard.press('t')
  await page.getByRole('form', { name: 'What arrives' }).waitFor()
  await look(page, 'trying-1-setup', ['light', 'dark'])
  await page.getByRole('form', { name: 'What arrives' }).getByRole('button', { name: 'Try it' }).click()
  await button('Step').waitFor()
  await page.getByText('Comes next').first().waitFor()
  await look(page, 'trying-2-begun', ['light'])
  await button('Step').click()
  await page.locator('.timeline li').first().waitFor()
  await button('To the next wait').click()
  await page.getByText('is asked').waitFor()
  await look(page, 'trying-3-asked', ['light', 'dark'])
})
