import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

const button = (name: string) => page.getByRole('button', { name, exact: true })
const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"] .node`)
const form = () => page.getByRole('form', { name: 'What arrives' })
const people = () => page.getByRole('list', { name: 'What people could do now' })
const cases = () => page.getByRole('region', { name: 'Cases' })
const get = <Body>(path: string) => page.evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<Body>
const leads = async () => (await get<{ count: number }>('/api/leads/count')).count

it('B5 a flow is tried out on its canvas: nobody answers, the next one is asked and takes it', async () => {
  // From here on only the trial could make a lead.
  await page.evaluate(() => fetch('/api/sample', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ on: false }) }))
  await page.getByRole('link', { name: 'Fallback routing', exact: true }).click()
  await card('arrives').waitFor()
  await page.waitForTimeout(400)
  await page.keyboard.press('t')
  await form().waitFor()
  await look(page, 'trying-1-setup', ['light', 'dark'])
  // Counted here: one of the sample may have been on its way when it was switched off.
  const before = await leads()
  await form().getByLabel('Expected value').fill('9000')
  await form().getByRole('button', { name: 'Try it' }).click()
  await page.locator('.node.now', { hasText: 'Comes next' }).waitFor()

  await button('Step').click()
  await page.locator('.timeline li', { hasText: 'Still worth routing?' }).waitFor()
  await button('To the next wait').click()
  await people().getByText('is asked').waitFor()
  await expect.poll(() => card('wait-first').getAttribute('class')).toContain('now')
  await expect.poll(() => card('wait-first').innerText()).toContain('0:30 left')
  await page.locator('.timeline button', { hasText: 'Tell the rep' }).click()
  const step = page.getByRole('complementary', { name: 'The chosen step' })
  await step.getByText('What would have been sent').waitFor()
  await step.getByText(/New lead for you/).first().waitFor()
  await look(page, 'trying-2-asked', ['light', 'dark'])

  const first = await people().locator('.who').innerText()
  await page.getByRole('button', { name: /Let the time run out/ }).click()
  await expect.poll(() => card('wait-next').getAttribute('class')).toContain('now')
  await expect.poll(() => people().locator('.who').innerText()).not.toBe(first)
  await button('I have it').click()
  await button('To the next wait').click()
  await page.getByText('Ended: Somebody has it.').waitFor()
  await look(page, 'trying-3-ended', ['light'])
  // Nothing of it was real.
  expect(await leads()).toBe(before)
})

it('B5 what was tried is saved as an example, and stands beside the cases that may go wrong', { timeout: 240_000 }, async () => {
  await button('Save as example').click()
  await page.getByLabel('Name of the example').fill('The second rep takes it')
  await button('Save').click()
  await page.getByText('“The second rep takes it” is saved').waitFor()
  await button('Back to editing').click()
  await card('arrives').waitFor()
  await expect.poll(() => form().getByLabel('Expected value').inputValue()).toBe('9000')
  await cases().getByRole('button', { name: 'Run all' }).click()
  await cases().getByText(/^As expected:/).waitFor({ timeout: 60_000 })
  await cases().getByText(/\d+ well, /).waitFor({ timeout: 90_000 })
  const rows = await cases().getByRole('list', { name: 'What may go wrong' }).getByRole('listitem').allInnerTexts()
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.find((row) => row.startsWith('Nobody answers'))).toMatch(/Still asking after/)
  expect(rows.find((row) => row.startsWith('Everything as it should be'))).toMatch(/has it/)
  await look(page, 'trying-4-cases', ['light', 'dark'])
})

it('B5 a change that makes the example come out otherwise is seen before publishing, and can be taken as right', { timeout: 240_000 }, async () => {
  await page.getByRole('button', { name: 'Show the whole flow' }).click()
  await page.locator('.react-flow__node[data-id="wait-first"]').click()
  // The second answer of the example, half a minute on, now comes while the first one is still asked.
  await page.getByLabel('Amount').fill('50')
  await page.getByRole('button', { name: /^Publish version/ }).click()
  const check = page.getByRole('region', { name: 'Examples of this flow' })
  await check.getByText(/One example comes out otherwise/).waitFor({ timeout: 60_000 })
  await check.getByText('At “Wait for the rep” it should leave by').waitFor()
  await look(page, 'trying-5-publish', ['light', 'dark'])
  await expect.poll(() => page.locator('dialog').getByRole('button', { name: /^Publish version/ }).isEnabled()).toBe(true)
  await check.getByRole('button', { name: 'This is right now' }).click()
  await page.getByText('is expected to come out like this from now on').waitFor({ timeout: 60_000 })
  await button('Not now').click()
})

it('a flow with a problem is not tried and says which, and a trial that is gone says so and begins again', async () => {
  let session = ''
  page.on('request', (request) => {
    session = /\/api\/simulations\/([^/]+)/.exec(request.url())?.[1] ?? session
  })
  await page.goto(`${signedIn.stack.url}/flows`)
  await page.getByRole('link', { name: 'Fallback routing', exact: true }).click()
  await card('arrives').waitFor()
  await page.getByRole('tab', { name: 'Try it' }).click()
  await form().getByRole('button', { name: 'Try it' }).click()
  await button('Step').waitFor()
  // As if its ten minutes were over.
  await page.evaluate((id) => fetch(`/api/simulations/${id}`, { method: 'DELETE' }), session)
  await page.getByText('This trial is over.').waitFor()
  await look(page, 'trying-6-over')
  await button('Begin again').click()
  await button('Step').waitFor()
  await page.setViewportSize({ width: 1024, height: 768 })
  await button('To the next wait').click()
  await people().getByText('is asked').waitFor()
  await look(page, 'trying-7-small')
  await button('Back to editing').click()

  await card('worth').click()
  await page.keyboard.press('Delete')
  await page.getByText('This flow cannot be tried yet:').waitFor()
  await expect.poll(() => form().getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true)
  await look(page, 'trying-8-blocked')
  await button('Show it').click()
  await page.getByRole('tab', { name: /Problems/, selected: true }).waitFor()
  expect(signedIn.browser.problems.filter((each) => !/404/.test(each))).toEqual([])
})
