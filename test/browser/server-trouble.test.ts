import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * Every page while the server fails, while it is slow, and while it is gone: each says so in words, has its layout meanwhile, and comes back by
 * itself; what was edited meanwhile is not lost. With WATERTIGHT_SHOTS=FOLDER each leaves a picture there.
 */

let signedIn: SignedIn
let stack: SignedIn['stack']
let page: Page
let flowId = ''
let pages: [name: string, path: string][]

beforeAll(async () => {
  signedIn = await openSignedIn()
  ;({ stack } = signedIn)
  ;({ page } = signedIn.browser)
  const { flows } = (await ask('/api/flows')) as { flows: { id: string }[] }
  flowId = flows[0]?.id ?? ''
  const { rotas } = (await ask('/api/rotas')) as { rotas: { id: string }[] }
  const { queues } = (await ask('/api/queues')) as { queues: { id: string }[] }
  const runId = await until('a run of the sample', 60_000, async () => ((await ask('/api/runs')) as { rows: { id: string }[] }).rows[0]?.id, 500)
  const leadId = ((await ask('/api/leads')) as { leads: { id: string }[] }).leads[0]?.id
  const { contactId } = (await ask(`/api/contact-gate/leads/${leadId}`)) as { contactId: string }
  pages = [
    ['flows', '/flows'], ['templates', '/templates'], ['flow', `/flows/${flowId}`], ['versions', `/flows/${flowId}/versions`], ['explain', `/flows/${flowId}/explain`], ['runs', '/runs'], ['run', `/runs/${runId}`],
    ['work', '/work'], ['records', '/records'], ['lead', `/records/leads/${leadId}`], ['contact', `/records/contacts/${contactId}`], ['reps', '/records/reps'], ['on-call', '/records/on-call'], ['rota', `/records/on-call/${rotas[0]?.id}`], ['queues', '/records/queues'], ['queue', `/records/queues/${queues[0]?.id}`], ['sources', '/records/sources'], ['territories', '/records/territories'], ['imports', '/records/imports'], ['messages', '/records/messages'], ['message-templates', '/records/messages/templates'], ['conflicts', '/records/messages/conflicts'], ['gate-rules', '/records/messages/rules'], ['do-not-contact', '/records/messages/do-not-contact'], ['mailbox', '/mailbox'], ['nodes', '/nodes'], ['status', '/status'], ['settings', '/settings'], ['channels', '/settings/channels'],
  ]
})

afterEach(() => page.unrouteAll({ behavior: 'ignoreErrors' }))
afterAll(() => signedIn?.stop())

const ask = (path: string) => page.evaluate((url) => fetch(url).then((answer) => answer.json() as Promise<unknown>), path)
const trouble = (on = page) => on.getByRole('alert').or(on.locator('.empty', { hasText: 'does not answer' }))
const waits = () => page.locator('.bone').count()
const isSettled = async () => (await waits()) === 0 && (await trouble().count()) === 0

/** To a page without a load: as a click on a link does, also to pages whose code was not fetched yet. */
async function go(path: string): Promise<void> {
  await page.evaluate(`{ history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate')) }`)
}

it('a page whose data the server fails to read says so, and shows it when it is asked again', { timeout: 180_000 }, async () => {
  for (const [name, path] of pages) {
    await page.goto('about:blank')
    const fail = (route: Route) => (/\/api\/(me|live)(?![\w-])/.test(route.request().url()) ? route.continue() : route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }))
    await page.route('**/api/**', fail)
    await page.goto(`${stack.url}${path}`)
    await until(`${name} to say that it failed`, 20_000, async () => (await trouble().count()) > 0, 100)
    expect(await waits(), `${name} waits no more`).toBe(0)
    await look(page, `trouble-fails-${name}`)
    await page.unroute('**/api/**', fail)
    // What follows the server comes back by itself, maybe before the button is pressed.
    await page.getByRole('button', { name: 'Try again' }).first().click({ timeout: 2_000 }).catch(() => undefined)
    await until(`${name} to be back`, 20_000, isSettled, 100)
  }
})

it('a page whose data comes slowly has its layout meanwhile', { timeout: 300_000 }, async () => {
  const slow = (route: Route) => setTimeout(() => void route.continue().catch(() => undefined), 2_000)
  await page.route('**/api/**', slow)
  for (const [name, path] of pages) {
    await page.goto(`${stack.url}${path}`)
    await until(`${name} to show that it reads`, 10_000, async () => (await waits()) > 0, 50)
    await look(page, `trouble-slow-${name}`)
    await until(`${name} to be read`, 20_000, isSettled, 100)
  }
  await page.unroute('**/api/**', slow)
})

it('a server that is gone is said on each page, and nothing that is edited meanwhile is lost', { timeout: 240_000 }, async () => {
  await page.goto(`${stack.url}/flows/${flowId}`)
  const card = page.locator('.react-flow__node').first()
  await card.waitFor()
  await page.goto(`${stack.url}/status`)
  await until('the page of the status', 20_000, isSettled)
  await go(`/flows/${flowId}`)
  await card.click()
  await page.getByLabel('Name of the step').waitFor()

  await stack.kill('server')
  await page.getByLabel('Name of the step').fill('Named while nobody heard')
  await page.getByText('Your changes are kept in this browser').waitFor({ timeout: 20_000 })
  await look(page, 'trouble-gone-flow', ['light', 'dark'])
  for (const [name, path] of pages) {
    await go(path)
    await until(`${name} to say that nobody answers`, 20_000, async () => (await page.getByText(/does not answer|not connected|connecting again/i).count()) > 0, 100)
    await look(page, `trouble-gone-${name}`)
  }

  await go('/settings')
  await stack.start()
  await until('the page to be back by itself', 40_000, isSettled)
  await go(`/flows/${flowId}`)
  await page.locator('.react-flow__node', { hasText: 'Named while nobody heard' }).waitFor({ timeout: 20_000 })
  await until('the name to be saved', 20_000, async () => ((await ask(`/api/flows/${flowId}`)) as { draft: FlowDocument }).draft.nodes.some(({ label }) => label === 'Named while nobody heard'))
})
