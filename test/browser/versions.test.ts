import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * The versions of a flow, in a real browser: what publishing would change, what each version changed, the draft beside it, and one
 * made the draft again. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

let signedIn: SignedIn
let stack: SignedIn['stack']
let browser: SignedIn['browser']
let page: Page
let flowId = ''
let runId = ''

const first = buildFlow({ nap: ['wait', { duration: minutes(5) }], mark: ['set', { values: [{ name: 'seen', value: 'yes' }] }], done: ['end', { reason: 'completed' }] }, { 'nap.done': 'mark', 'mark.next': 'done' })
const second: FlowDocument = {
  ...first,
  nodes: [
    ...first.nodes.filter((node) => node.id !== 'mark').map((node) => (node.id === 'nap' ? { ...node, params: { duration: minutes(20) } } : node.id === 'done' ? { ...node, position: { x: 60, y: 420 } } : node)),
    { id: 'note', type: 'add-note', label: 'Write it down', params: { text: 'Waited for {{ lead.name }}' }, position: { x: 0, y: 260 } },
  ],
  edges: [...first.edges.filter((edge) => edge.from.node !== 'nap' && edge.from.node !== 'mark'), { id: 'n1', from: { node: 'nap', outlet: 'done' }, to: { node: 'note' } }, { id: 'n2', from: { node: 'note', outlet: 'added' }, to: { node: 'done' } }],
}

const send = <T>(path: string, method: string, json: unknown): Promise<T> =>
  page.evaluate(([url, verb, body]) => fetch(url, { method: verb, headers: { 'content-type': 'application/json' }, ...(verb !== 'GET' && { body }) }).then((answer) => answer.json()), [path, method, JSON.stringify(json)] as const) as Promise<T>
const draft = async () => ((await page.evaluate((url) => fetch(url).then((answer) => answer.json()), `/api/flows/${flowId}`)) as { draft: FlowDocument }).draft

beforeAll(async () => {
  signedIn = await openSignedIn()
  ;({ stack, browser } = signedIn)
  page = browser.page
  ;({ id: flowId } = await send<{ id: string }>('/api/flows', 'POST', { document: { ...first, name: 'Give it time' } }))
})

afterAll(() => signedIn?.stop())

it('a flow that was never published says so', async () => {
  await page.goto(`${stack.url}/flows/${flowId}/versions`)
  await page.getByRole('heading', { name: 'Nothing is published yet' }).waitFor()
  await look(page, 'versions-1-none', ['light', 'dark'])
})

it('publishing says in words what it changes', async () => {
  expect(await send(`/api/flows/${flowId}/publish`, 'POST', { rev: 1, base: null, note: 'To begin with' })).toMatchObject({ version: 1 })
  const lead = await until('a lead of the sample', 60_000, async () => ((await send<{ leads: { id: string }[] }>('/api/leads', 'GET', undefined)).leads[0]), 500)
  ;({ runId } = await send<{ runId: string }>(`/api/flows/${flowId}/start`, 'POST', { leadId: lead.id, idempotencyKey: 'by hand' }))
  expect(await send(`/api/flows/${flowId}/draft`, 'PUT', { document: { ...second, name: 'Give it time' }, rev: 1 })).toMatchObject({ rev: 2 })
  await page.goto(`${stack.url}/flows/${flowId}`)
  await page.getByRole('button', { name: 'Publish version 2' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('“nap”: Waits 5 min → Waits 20 min').waitFor()
  await sheet.getByText(/“Write it down” is new/).waitFor()
  await sheet.getByText(/“mark” is gone/).waitFor()
  await look(page, 'versions-2-publish', ['light', 'dark'])
  await sheet.getByLabel('What is new').fill('People asked for more time')
  await sheet.getByRole('button', { name: 'Publish version 2' }).click()
  await page.getByText('Version 2 is live.').first().waitFor()
})

it('each version is shown with what it changed, on the canvas and in words', async () => {
  await page.getByRole('link', { name: 'Versions of this flow' }).click()
  await page.getByText('People asked for more time').first().waitFor()
  const card = (label: string) => page.locator('.react-flow__node', { hasText: label })
  await card('Write it down').getByText('New').waitFor()
  await card('mark').getByText('Gone').waitFor()
  await card('nap').getByText('Changed').waitFor()
  await card('done').getByText('Moved').waitFor()
  await page.getByText('“nap”: Waits 5 min → Waits 20 min').click()
  await page.locator('.react-flow__node.selected', { hasText: 'nap' }).waitFor()
  await page.waitForTimeout(300)
  await look(page, 'versions-3-changed', ['light', 'dark'])
  await page.getByRole('link', { name: /Version 1/ }).click()
  await page.getByText('The first version.').waitFor()
})

it('B6: who is under way in it goes on by the live version, with what that means said before', async () => {
  await page.getByRole('button', { name: 'Move its leads to the live version…' }).click()
  const sheet = page.getByRole('dialog', { name: 'All runs of “Give it time”' })
  await expect.poll(() => sheet.getByLabel('Have them go on by the version that is live now').isChecked()).toBe(true)
  await sheet.getByText(/Who waits goes on waiting/).waitFor()
  await look(page, 'versions-6-move', ['light', 'dark'])
  await sheet.getByRole('button', { name: 'Move them' }).click()
  await page.getByText(/^\d+ runs? changed\.$/).waitFor()
  await page.goto(`${stack.url}/runs/${runId}`)
  await page.getByText('moved from version 1').waitFor()
  await page.getByText('Give it time version 2', { exact: false }).waitFor()
  await look(page, 'versions-7-moved', ['light', 'dark'])
  await page.goto(`${stack.url}/flows/${flowId}/versions?version=1`)
  await page.getByText('The first version.').waitFor()
})

it('a version is made the draft again, and undo takes that back', async () => {
  await page.getByRole('link', { name: 'The draft since' }).click()
  await page.getByText('The draft, beside version 1.').waitFor()
  await page.getByText('“nap”: Waits 5 min → Waits 20 min').waitFor()
  await look(page, 'versions-4-draft')
  await page.getByRole('button', { name: 'Make this the draft again' }).click()
  await page.getByText('The draft is version 1 again. Undo takes it back.').waitFor()
  await until('the draft to be version 1', 20_000, async () => (await draft()).nodes.some((node) => node.id === 'mark'))
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await page.keyboard.press('Control+z')
  await until('the draft to be as before', 20_000, async () => (await draft()).nodes.some((node) => node.id === 'note'))
})

it('the flow is told in plain words, to read or to print', async () => {
  await page.getByRole('link', { name: 'This flow in plain words' }).click()
  await page.getByRole('heading', { name: 'Give it time' }).waitFor()
  await page.getByText('Waits 20 min').waitFor()
  await page.getByText('When a run for the same lead is under way: start another beside it.').waitFor()
  await expect.poll(() => page.locator('.story ol > li').count()).toBe(3)
  await look(page, 'versions-5-words', ['light', 'dark'])
  await page.emulateMedia({ media: 'print' })
  await page.locator('.rail').waitFor({ state: 'hidden' })
  await page.emulateMedia({ media: 'screen' })
})

it('no page threw or complained', () => {
  expect(browser.problems).toEqual([])
})
