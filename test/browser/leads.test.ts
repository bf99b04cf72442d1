import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* The leads as a table, and one of them with all that happened to it, while the sample’s leads arrive. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterEach(() => page.unrouteAll({ behavior: 'ignoreErrors' }))
afterAll(() => signedIn?.stop())

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const rows = () => page.locator('.lead-table tbody tr.opens')
const invented = (index: number) => ({
  id: `lead-${index}`, name: `Lead ${index}`, email: `${index}@test.example`, phone: null, company: index % 3 === 0 ? null : `Company ${index % 50}`, message: null, territory: 'west', industry: null, amount: index, score: index % 100, skills: [],
  state: 'routed', source: 'Form', owner: { id: 'r', name: 'Aylin Kaya' }, receivedAt: Date.now() - index * 60_000, updatedAt: Date.now(),
})

it('empty, it says what would be there', async () => {
  await page.route(/\/api\/leads\?/, (route) => route.fulfill({ json: { leads: [], next: null, looked: 0, isOrderLeft: false, now: Date.now() } }))
  await go('/records')
  await page.getByText('No lead yet', { exact: true }).waitFor()
  await look(page, 'leads-1-empty', themes)
})

it('filters stand in the address, are counted, and can be sent to somebody', { timeout: 240_000 }, async () => {
  await until('leads that somebody has', 200_000, async () => {
    const { leads } = (await page.evaluate(() => fetch('/api/leads?state=routed').then((answer) => answer.json()))) as { leads: unknown[] }
    return leads.length >= 2
  })
  await go('/records')
  await rows().first().waitFor()
  await look(page, 'leads-2-table', themes)
  await page.getByRole('button', { name: 'State', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Somebody has it' }).check()
  await look(page, 'leads-3-filter', themes)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'State: Somebody has it' }).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('state')).toBe('routed')
  await expect.poll(async () => (await rows().count()) - (await rows().locator('.chip', { hasText: 'Somebody has it' }).count())).toBe(0)
  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('name')
  const names = () => rows().locator('.main-word').allTextContents()
  await expect.poll(async () => JSON.stringify(await names()) === JSON.stringify((await names()).toSorted((one, other) => one.localeCompare(other)))).toBe(true)

  await page.getByRole('button', { name: 'Score', exact: true }).first().click()
  await page.getByLabel('At least').fill('100000')
  await page.keyboard.press('Enter')
  await page.getByText('No lead is like that').waitFor()
  await look(page, 'leads-4-nothing-fits', themes)
  await page.getByRole('button', { name: 'Show all leads' }).click()
  await rows().first().waitFor()
})

it('columns are chosen and ordered, and a view keeps them', async () => {
  await page.getByRole('button', { name: 'Columns' }).click()
  const panel = page.getByRole('dialog', { name: 'Columns' })
  await panel.getByRole('checkbox', { name: 'Score' }).check()
  await panel.getByRole('checkbox', { name: 'Company' }).uncheck()
  await panel.getByRole('button', { name: 'Move Score to the left' }).click()
  await look(page, 'leads-5-columns', themes)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('.lead-table th').allTextContents()).toEqual(['Name', 'E-mail or phone', 'State', 'Owner', 'Source', 'Value ', 'Score ', 'Arrived '].map((words) => expect.stringContaining(words.trim())))

  await page.getByRole('button', { name: 'Save as a view' }).click()
  await page.getByLabel('Name of the view').fill('With scores')
  await page.getByLabel('Everybody sees it').check()
  await look(page, 'leads-6-save-view', themes)
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'With scores' }).first().waitFor()
  await go('/records')
  await page.getByTitle('Views').click()
  await look(page, 'leads-7-views', themes)
  await page.getByRole('menuitemradio', { name: 'With scores' }).click()
  await page.getByRole('columnheader', { name: 'Score' }).waitFor()
  await page.getByTitle('More about the view With scores').click()
  await page.getByRole('menuitem', { name: 'Delete the view' }).click()
  await page.getByText('“With scores” was deleted').waitFor()
})

it('full, only what is in sight is drawn, also far down; by keyboard it is walked', { timeout: 240_000 }, async () => {
  const ofAll = 100_000
  await page.route(/\/api\/leads\?/, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const size = from === 0 ? 100 : 11_100
    return route.fulfill({ json: { leads: Array.from({ length: size }, (_, index) => invented(from + index)), next: from + size < ofAll ? String(from + size) : null, looked: 0, isOrderLeft: false, now: Date.now() } })
  })
  await page.route(/\/api\/leads\/count/, (route) => route.fulfill({ json: { count: 10_000, isMore: true } }))
  await go('/records')
  await page.getByText('of 10,000+ leads shown').waitFor()
  // They may be counted before they are read.
  await rows().first().waitFor()
  await look(page, 'leads-8-full', themes)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.locator('tr[data-at="true"]', { hasText: 'Lead 1' }).waitFor()
  const scroller = page.locator('.list-scroll')
  await until('the last of them to be read', 120_000, async () => {
    await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    return (await page.getByText('100,000 leads', { exact: true }).count()) > 0
  }, 500)
  for (let step = 1; step <= 20; step += 1) await scroller.evaluate((element, share) => element.scrollTo({ top: element.scrollHeight * share }), step / 20)
  await page.getByText('Lead 99999', { exact: true }).waitFor()
  expect(await rows().count()).toBeLessThan(120)
  await look(page, 'leads-9-far-down', themes)
})

it('a lead tells what happened to it, by whom and why', { timeout: 180_000 }, async () => {
  // One for which somebody was ranked: not claimed, and not of somebody who was there before.
  const { assignments } = (await page.evaluate(() => fetch('/api/assignments').then((answer) => answer.json()))) as { assignments: { state: string; score: number | null; subjectName: string }[] }
  const taken = assignments.findLast(({ state, score }) => state === 'accepted' && score !== null && score < 1)
  await go(`/records?state=routed&direction=up&q=${encodeURIComponent(taken?.subjectName ?? '')}`)
  await rows().first().waitFor()
  // Keys are heard a moment after the rows are there.
  await expect.poll(async () => {
    await page.keyboard.press('j')
    return page.locator('tr[data-at="true"]').count()
  }).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await page.getByText(/^The lead arrived from/).waitFor()
  await page.getByText(/ took it/).first().waitFor()
  await look(page, 'lead-1-all', themes)
  await page.getByRole('button', { name: 'Why this owner' }).last().click()
  await page.getByRole('dialog').getByText(/scored highest of|only one who could/).waitFor()
  await look(page, 'lead-2-why', themes)
  await page.keyboard.press('Escape')

  const may = page.locator('section.may-we')
  await may.scrollIntoViewIfNeeded()
  // Who asks may be answered; news needs a yes.
  await may.getByRole('button', { name: 'E-mail about “News and offers”: No', exact: true }).click()
  await may.getByText('Never asked about E-mail for “News and offers”').waitFor()
  await look(page, 'leads-7-may-we', themes)
  await may.getByRole('button', { name: 'Note what they said' }).click()
  await page.getByLabel('Where they said it').fill('On the phone')
  await look(page, 'leads-8-say', themes)
  await page.getByRole('button', { name: 'Note it' }).click()
  await may.getByRole('button', { name: /^E-mail about “News and offers”: (Yes|Later)$/ }).waitFor()
  await may.getByText(/^Said yes to E-mail about “News and offers” on .* \(On the phone\)$/).waitFor()
  await may.getByText(/^What they said/).click()
  await look(page, 'leads-9-said', themes)

  await page.getByRole('button', { name: 'By people' }).click()
  await expect.poll(() => page.getByText(/^The lead arrived from/).count()).toBe(0)
  await expect.poll(() => new URL(page.url()).searchParams.get('by')).toBe('people')
  await look(page, 'lead-3-people', themes)
  await page.getByRole('button', { name: 'By flows' }).click()
  await page.getByRole('link', { name: 'See the step' }).first().click()
  await page.waitForURL(/\/runs\/.*step=/)
  await page.getByRole('complementary', { name: 'The chosen step' }).waitFor()

  await go('/records/leads/nope')
  await page.getByText('There is no such lead').first().waitFor()
  await look(page, 'lead-4-gone', themes)
  await go('/records')
  await page.setViewportSize({ width: 390, height: 844 })
  await rows().first().waitFor()
  await look(page, 'leads-10-phone')
  expect(signedIn.browser.problems.filter((problem) => !problem.includes('404'))).toEqual([])
})
