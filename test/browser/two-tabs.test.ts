import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Two people, or two tabs, on one flow: who is here, what happens to drafts, and two publishes. */

let signedIn: SignedIn
let page: Page
let tab: Page
let flowId = ''

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
  tab = await signedIn.browser.context.newPage()
})

afterAll(() => signedIn?.stop())

const send = (path: string, method: string, body: unknown) =>
  page.evaluate(([url, how, json]) => fetch(url as string, { method: how as string, headers: { 'content-type': 'application/json' }, body: json as string }).then((answer) => answer.json()), [path, method, JSON.stringify(body)])
const draft = async () => (await page.evaluate((url) => fetch(url).then((answer) => answer.json()), `/api/flows/${flowId}`)) as { draft: FlowDocument; rev: number }
const open = async (on: Page) => {
  await on.goto(`${signedIn.stack.url}/flows/${flowId}`)
  await on.locator('.react-flow__node').first().waitFor()
}
const rename = async (on: Page, name: string) => {
  await on.bringToFront()
  await on.locator('.react-flow__pane').click({ position: { x: 60, y: 500 } })
  await on.getByLabel('Name', { exact: true }).fill(name)
}
const titled = (on: Page, name: string) => on.getByRole('heading', { level: 1, name }).waitFor()

it('each tab says that the flow is open in another, and no more once that is closed', async () => {
  const document = { ...buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }] }, { 'nap.done': 'done' }), name: 'Two at it' }
  flowId = ((await send('/api/flows', 'POST', { document })) as { id: string }).id
  await open(page)
  await open(tab)
  await tab.getByText('You, in another tab').waitFor()
  await page.getByText('You, in another tab').waitFor()
  await look(page, 'two-1-here', ['light', 'dark'])
  // One that says that it is here, and is on its way while the tab is closed, could come after its goodbye.
  await tab.waitForResponse((response) => response.url().includes('/api/presence/'))
  await tab.goto(`${signedIn.stack.url}/flows`)
  await page.getByText('You, in another tab').waitFor({ state: 'detached' })
})

it('somebody else is shown by face and name', async () => {
  const invited = (await send('/api/people', 'POST', { name: 'Hanna Lund', email: 'hanna@a.example', role: 'ops' })) as { link: string }
  const context = await signedIn.browser.context.browser()?.newContext()
  const theirs = context ?? signedIn.browser.context
  const other = await theirs.newPage()
  await other.goto(invited.link)
  await other.getByRole('heading', { name: 'Flows' }).waitFor()
  await open(other)
  await page.bringToFront()
  await page.getByRole('list', { name: 'Who else has this flow open' }).getByText('Hanna Lund').waitFor()
  await look(page, 'two-2-person', ['light', 'dark'])
  await other.close()
})

it('a tab without changes follows what the other saves', async () => {
  await open(tab)
  await rename(page, 'Named in the first')
  await titled(tab, 'Named in the first')
  await tab.getByText('This flow was changed elsewhere').waitFor()
  // It stands on the newest revision: its own change is taken.
  await rename(tab, 'Named in the second')
  await until('the change of the second', 20_000, async () => (await draft()).draft.name === 'Named in the second')
  await titled(page, 'Named in the second')
})

it('a tab with changes is told, keeps them, and overwrites nothing silently', async () => {
  // The second cannot save for a while; meanwhile the first does.
  await tab.context().route('**/draft', (route) => (route.request().frame().page() === tab ? route.abort() : route.continue()))
  await rename(tab, 'Mine, not saved')
  await tab.getByText('The server does not answer').waitFor()
  await rename(page, 'Theirs, saved')
  await until('theirs', 20_000, async () => (await draft()).draft.name === 'Theirs, saved')
  await tab.context().unroute('**/draft')
  await tab.bringToFront()
  await tab.getByText('Somebody else saved this draft meanwhile').waitFor()
  await titled(tab, 'Mine, not saved')
  expect((await draft()).draft.name).toBe('Theirs, saved')
  await look(tab, 'two-3-conflict', ['light', 'dark'])
  await tab.getByRole('button', { name: 'Show theirs, drop mine' }).click()
  await titled(tab, 'Theirs, saved')
})

it('of two publishes one wins, and the other sees who published and what would change now', async () => {
  await page.bringToFront()
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByRole('dialog').waitFor()
  await tab.bringToFront()
  await tab.getByRole('button', { name: 'Publish version 1' }).click()
  await tab.getByLabel('What is new').fill('The second was quicker')
  await tab.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click()
  await tab.getByText('Version 1 is live.').first().waitFor()

  await page.bringToFront()
  await page.getByRole('dialog').getByRole('button', { name: /Publish version/ }).click()
  await page.getByText('Owner published version 1 meanwhile').waitFor()
  await page.getByText('The second was quicker').waitFor()
  await look(page, 'two-4-publish', ['light', 'dark'])
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click()
  await page.getByText('Nothing has changed since version 1, which is live').waitFor()
  expect(((await send(`/api/flows/${flowId}/publish`, 'POST', { rev: (await draft()).rev, base: 1, note: '' })) as { error: { code: string } }).error.code).toBe('nothing-changed')
})
