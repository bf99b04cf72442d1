import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { typeInDialog } from './type-in-dialog'

/* Who is on call: empty, full, with a hole, and changed by keyboard. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
const day = 86_400_000
let signedIn: SignedIn
let page: Page

interface Rotas { rotas: { id: string; name: string }[]; names: Record<string, string> }

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})
afterAll(() => signedIn?.stop())

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const rotas = async () => (await page.evaluate(() => fetch('/api/rotas').then((answer) => answer.json()))) as Rotas
const idOf = async (name: string) => Object.entries((await rotas()).names).find(([, each]) => each === name)?.[0] ?? ''
const send = (path: string, json: unknown, method = 'POST') =>
  page.evaluate(([url, body, how]) => fetch(url as string, { method: how as string, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((answer) => answer.status), [path, json, method] as const)

it('an empty page says what a rota is for', async () => {
  await page.route(/\/api\/rotas$/, (route) => route.fulfill({ json: { now: Date.now(), names: {}, rotas: [] } }))
  await go('/records/on-call')
  await page.getByText('No rota yet').waitFor()
  await look(page, 'on-call-1-empty', themes)
  await page.unroute(/\/api\/rotas$/)
})

it('a rota is made and changed by keyboard alone', { timeout: 180_000 }, async () => {
  await go('/records/on-call')
  await page.getByRole('link', { name: 'Sales on call' }).waitFor()
  await page.getByRole('button', { name: 'New rota' }).press('Enter')
  const sheet = page.getByRole('dialog')
  await typeInDialog(page, 'Nights')
  await sheet.getByLabel('Add somebody').focus()
  for (const name of ['Tom Okafor', 'Carla Rossi', 'Sam Nowak']) {
    await sheet.getByLabel('Add somebody').selectOption({ label: name })
    await sheet.getByRole('listitem').getByText(name).waitFor()
  }
  await sheet.getByRole('button', { name: 'Sam Nowak earlier' }).press('Enter')
  await look(page, 'on-call-2-new', themes)
  await sheet.getByRole('button', { name: 'Make the rota' }).press('Enter')
  await page.getByRole('heading', { name: 'Nights', exact: true }).waitFor()
  const final = page.getByRole('region', { name: 'On duty', exact: true })
  await final.getByRole('button', { name: /^Tom Okafor, / }).first().waitFor()
  await expect.poll(() => final.getByRole('button').evaluateAll((buttons) => buttons.slice(0, 3).map((button) => button.getAttribute('aria-label')?.split(',')[0]))).toEqual(['Tom Okafor', 'Sam Nowak', 'Carla Rossi'])
  await look(page, 'on-call-3-weeks', themes)

  // The arrow keys walk, Enter asks who covers, and Escape goes back to the same place.
  await final.getByRole('button').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await sheet.getByRole('heading', { name: 'Who covers for Sam Nowak?' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''")).toMatch(/^Sam Nowak, /)
  await page.keyboard.press('Enter')
  await sheet.getByLabel('Who', { exact: true }).selectOption({ label: 'Aylin Demir' })
  await look(page, 'on-call-4-cover', themes)
  await sheet.getByRole('button', { name: 'Put on duty' }).press('Enter')
  await final.getByRole('button', { name: /^Aylin Demir, / }).waitFor()
  await page.getByRole('region', { name: 'Stand-ins', exact: true }).first().getByText('Aylin Demir').waitFor()
})

it('a layer has hours, comes before another, and everything stands in the strip', { timeout: 180_000 }, async () => {
  await page.getByRole('button', { name: 'Add a layer' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Add somebody').selectOption({ label: 'Petra Kovač' })
  await sheet.getByLabel('Each for').selectOption('day')
  await sheet.getByLabel('Only at some hours').first().check()
  await look(page, 'on-call-5-layer', themes)
  await sheet.getByRole('button', { name: 'Add the layer' }).click()
  await page.getByText('Only Mon, Tue, Wed, Thu, Fri, 09:00 to 17:00').waitFor()
  await page.getByRole('button', { name: 'Layer 2 up' }).click()
  await page.getByRole('region', { name: 'On duty', exact: true }).getByRole('button', { name: /^Petra Kovač, / }).first().waitFor()
  await look(page, 'on-call-6-layers', themes)
  await page.getByRole('button', { name: 'Remove layer 1' }).click()
  await page.getByText('The turns of Petra Kovač in it end.').waitFor()
  await sheet.getByRole('button', { name: 'Remove it' }).click()
  await expect.poll(() => page.getByRole('button', { name: /^Remove layer/ }).count()).toBe(1)
})

it('a hole is said in the list, on the page and at the flow, and covered from there', { timeout: 180_000 }, async () => {
  const petra = await idOf('Petra Kovač')
  const rota = (await rotas()).rotas.find(({ name }) => name === 'Sales on call')?.id ?? ''
  expect(await send(`/api/roster/reps/${petra}`, { awayUntil: Date.now() + 3 * day }, 'PATCH')).toBe(200)
  await go('/records/on-call')
  await page.getByText(/^Nobody is on duty until/).waitFor()
  await look(page, 'on-call-7-list', themes)
  await go(`/records/on-call/${rota}`)
  await page.getByRole('status').getByText('A lead goes to the managers above then.').waitFor()
  await page.getByRole('region', { name: 'On duty', exact: true }).getByRole('button', { name: /^Nobody, / }).waitFor()
  await look(page, 'on-call-8-hole', themes)

  const flows = (await page.evaluate(() => fetch('/api/flows').then((answer) => answer.json()))) as { flows: { id: string }[] }
  await go(`/flows/${flows.flows[0]?.id}`)
  await page.getByText(/Call who is on duty”: nobody is on duty until/).first().waitFor()

  await go(`/records/on-call/${rota}`)
  await page.getByRole('button', { name: 'Have it covered' }).click()
  await page.getByRole('dialog').getByLabel('Who', { exact: true }).selectOption({ label: 'Hanna Lund' })
  await page.getByRole('dialog').getByRole('button', { name: 'Put on duty' }).click()
  await expect.poll(() => page.getByText('A lead goes to the managers above then.').count()).toBe(0)
  expect(signedIn.browser.problems).toEqual([])
})
