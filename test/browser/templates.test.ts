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

const flows = async () => (await page.evaluate(() => fetch('/api/flows').then((answer) => answer.json()) as Promise<{ flows: { id: string; name: string; published: unknown }[] }>)).flows

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

it('a template is set up in a few questions: what is missing is made there, back and forth loses nothing, and it is published', async () => {
  await page.goto(`${stack.url}/templates/fallback-routing`)
  await page.getByRole('link', { name: 'Set up' }).click()
  await page.getByRole('radio', { name: 'Fast: 30 seconds to answer' }).check()
  await look(page, 'templates-5-team', ['light', 'dark'])
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('heading', { name: 'How long they have' }).waitFor()
  const first = page.getByRole('group', { name: 'The first rep answers within' })
  await expect.poll(() => first.getByRole('button', { name: '30 seconds' }).getAttribute('aria-pressed')).toBe('true')
  await first.getByRole('button', { name: '2 minutes' }).click()
  await look(page, 'templates-6-windows', ['light', 'dark'])
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByRole('button', { name: 'Make another queue' }).click()
  await page.getByLabel('Name of the new queue').fill('Night desk')
  await expect.poll(() => page.getByRole('button', { name: 'Make it and choose it' }).isDisabled()).toBe(true)
  await page.getByRole('group', { name: 'Who watches it?' }).getByRole('checkbox').first().check()
  await look(page, 'templates-7-queue', ['light', 'dark'])
  await page.getByRole('button', { name: 'Make it and choose it' }).click()
  await page.getByRole('radio', { name: /Night desk/ }).waitFor()
  await expect.poll(() => page.getByRole('radio', { name: /Night desk/ }).isChecked()).toBe(true)

  await page.goBack()
  await expect.poll(() => first.getByRole('button', { name: '2 minutes' }).getAttribute('aria-pressed')).toBe('true')
  await page.reload()
  await page.getByRole('button', { name: 'The rest as recommended' }).click()
  await page.getByText('The flow can be published as it is').waitFor()
  const said = (await page.locator('.answers').textContent()) ?? ''
  expect(said).toContain('The first rep answers within: 2 minutes')
  expect(said).toContain('Each next rep answers within: 30 seconds')
  expect(said).toContain('Night desk, 1 watcher')
  await look(page, 'templates-8-check', ['light', 'dark'])
  await page.getByLabel('Name of the flow').fill('Night routing')
  await page.getByRole('button', { name: 'Make the flow' }).click()
  await page.getByText('Your flow is made, as a draft.').waitFor()
  await page.locator('.react-flow__node').first().waitFor()
  await look(page, 'templates-8-made', ['light', 'dark'])
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click()
  await until('the flow to be live', 20_000, async () => (await flows()).find((flow) => flow.name === 'Night routing')?.published !== null)
})

it('a file whose team is not here is asked about, what is left open is a problem on its step, and bad files are refused in words', async () => {
  const routing = (await flows()).find((flow) => flow.name === 'Fallback routing')
  const text = await page.evaluate((id) => fetch(`/api/flows/${id}/export`).then((answer) => answer.text()), routing?.id ?? '')
  const file = JSON.parse(text) as { names: Record<string, Record<string, string>> }
  const theirs = text.replaceAll(Object.keys(file.names.team ?? {})[0] ?? '-', 'team-of-theirs').replace('"Sales West"', '"EMEA sales"').replaceAll(Object.keys(file.names.rota ?? {})[0] ?? '-', 'rota-of-theirs').replace('"Sales on call"', '"Night rota"')
  const bring = (name: string, words: string) => page.getByLabel('A file with a flow').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(words) })

  await page.goto(`${stack.url}/flows`)
  await page.getByRole('link', { name: 'Fallback routing', exact: true }).waitFor()
  for (const [name, words, said] of [['a.json', 'no JSON', 'This is not JSON'], ['b.json', '{}', 'not a Watertight flow'], ['c.json', '{"format":"watertight.flow","formatVersion":99}', 'newer Watertight'], ['d.json', ' '.repeat(2_100_000), 'at most 2 MB']] as const) {
    await bring(name, words)
    await page.getByRole('dialog').getByText(said).waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  }

  await bring('routing.json', theirs)
  await page.getByLabel('Team “EMEA sales” is not here').waitFor()
  await page.getByText('Used in: Pick the best rep, Ask the next best rep').waitFor()
  await look(page, 'templates-10-missing', ['light', 'dark'])
  await page.getByLabel('Rota “Night rota” is not here').selectOption({ label: 'Sales on call' })
  await page.getByRole('button', { name: 'Import, 1 left open' }).click()
  await page.getByText('The flow was imported, as a draft.').waitFor()
  await page.getByText('“EMEA sales” does not exist here').first().waitFor()
  await page.waitForTimeout(400)
  await look(page, 'templates-11-imported', ['light', 'dark'])
  expect((await flows()).map((flow) => flow.name)).toContain('Fallback routing (2)')
})

it('a deleted flow is found and brought back', async () => {
  await page.goto(`${stack.url}/flows`)
  await page.getByRole('button', { name: 'More about Fallback routing', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Make a copy' }).click()
  await page.getByRole('link', { name: 'Fallback routing (copy)', exact: true }).waitFor()
  await page.getByRole('button', { name: 'More about Fallback routing (copy)' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await until('the copy to be gone', 20_000, async () => (await page.getByRole('link', { name: 'Fallback routing (copy)', exact: true }).count()) === 0)
  await page.getByRole('link', { name: 'Deleted' }).click()
  await page.getByText('It is a draft').waitFor()
  await look(page, 'templates-9-deleted', ['light', 'dark'])
  await page.getByRole('button', { name: 'Bring back Fallback routing (copy)' }).click()
  await page.locator('.react-flow__node').first().waitFor()
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Fallback routing (copy)')
})
