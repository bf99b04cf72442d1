import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Who was given which lead and why, while the sample’s leads arrive. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page

interface Assignments {
  assignments: { id: string; repName: string; state: string; score: number | null; runId: string | null; subjectId: string; subjectName: string }[]
}

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const assignments = async () => ((await page.evaluate(() => fetch('/api/assignments').then((answer) => answer.json()))) as Assignments).assignments

it('empty pages say what would be there', async () => {
  await page.route(/\/api\/assignments/, (route) => route.fulfill({ json: { assignments: [], next: null, now: Date.now() } }))
  await page.route(/\/api\/routing\/what-if/, (route) => route.fulfill({ json: { decisions: 0, changed: 0, spread: [], balance: { was: 0, would: 0 }, weights: { capacity: 0.4, skill: 0.3, performance: 0.2, availability: 0.1 }, isCut: false, unlisted: 0 } }))
  await go('/records/assignments')
  await page.getByText('No lead was given to anybody yet').waitFor()
  await look(page, 'assignments-1-empty', themes)
  await page.getByRole('link', { name: 'What if …' }).click()
  await page.getByText('No lead was ranked in the last 30 days').waitFor()
  await look(page, 'assignments-2-what-if-empty', themes)
  await page.unroute(/\/api\/assignments/)
  await page.unroute(/\/api\/routing\/what-if/)
})

it('the list says who was given what and what became of it; by keyboard the reason opens and closes', { timeout: 240_000 }, async () => {
  await until('some who did not answer, and some who have it', 200_000, async () => {
    const states = (await assignments()).map(({ state }) => state)
    return states.filter((state) => state === 'accepted').length >= 3 && states.includes('expired')
  })
  await go('/records/assignments')
  await page.getByText('Did not answer').first().waitFor()
  await look(page, 'assignments-3-list', themes)

  // A lead that was claimed has no score, and one of somebody who was there before a whole one: for neither was anybody ranked.
  const ranked = await page.locator('.assignment-table tbody tr').evaluateAll((rows) => rows.findIndex((row) => row.children[5]?.textContent?.startsWith('0')))
  for (let at = 0; at <= ranked; at += 1) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('table').waitFor()
  await expect.poll(() => sheet.getByRole('table').getByRole('row').count()).toBeGreaterThan(1)
  await sheet.getByText(/scored highest of|only one who could/).waitFor()
  await look(page, 'assignments-4-why', themes)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

it('a lead says who was given it, and the step of its run why', async () => {
  const taken = (await assignments()).find(({ state, score, runId }) => state === 'accepted' && score !== null && score < 1 && runId)
  await go(`/records?q=${encodeURIComponent(taken?.subjectName ?? '')}`)
  // Not by the name: the sample’s people write again.
  await page.locator(`.lead-table a[href^="/records/leads/${taken?.subjectId}"]`).click()
  const given = page.getByRole('complementary', { name: 'What is known of it' })
  await given.getByRole('button', { name: /^Why / }).first().waitFor()
  await look(page, 'assignments-5-lead', themes)
  await given.getByRole('button', { name: /^Why / }).first().click()
  await page.getByRole('dialog').getByRole('table').waitFor()
  await page.keyboard.press('Escape')

  await go(`/runs/${taken?.runId}`)
  await page.getByRole('button', { name: /Pick the best rep/ }).last().click()
  await page.getByText(/scored highest of|only one who could/).waitFor()
  await look(page, 'assignments-6-run', themes)
})

it('what if: a slider tells at once how leads would have been spread, and back', async () => {
  await go('/records/assignments/what-if')
  await page.getByText('would have gone to').first().waitFor()
  await look(page, 'assignments-7-what-if', themes)
  const said = () => page.locator('.what-if-head').textContent()
  const before = await said()
  expect(before).toContain('All ')
  await page.getByLabel('Room').fill('0')
  await page.getByLabel('Skill').fill('0')
  await page.getByLabel('Presence').fill('0')
  await page.getByLabel('Results').focus()
  await page.keyboard.press('End')
  // Whoever has the best results is asked first as well now; those who were asked next could not have been.
  await expect.poll(said).not.toBe(before)
  await expect.poll(() => page.getByLabel('Results').getAttribute('aria-valuetext')).toBe('100 % of the score')
  await look(page, 'assignments-8-what-if-results', themes)
  await page.getByRole('button', { name: 'As in the newest assignment' }).click()
  await expect.poll(said).toContain('All ')
})

it('the roster says how leads are spread', async () => {
  await go('/records/reps')
  const spread = page.getByRole('region', { name: 'How leads are spread' })
  await spread.getByRole('table').waitFor()
  await spread.scrollIntoViewIfNeeded()
  await look(page, 'assignments-9-roster', themes)
  expect(signedIn.browser.problems).toEqual([])
})
