import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * Every page while the server fails, while it is slow, and while it is gone: each says so in words, has its layout meanwhile, and comes back by
 * itself; what was edited meanwhile is not lost. With WATERTIGHT_SHOTS=FOLDER each leaves a picture there.
 */

/** Only there to end what hangs. */
const patience = 60_000

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

afterAll(() => signedIn?.stop())

const ask = (path: string) => page.evaluate((url) => fetch(url).then((answer) => answer.json() as Promise<unknown>), path)
const trouble = (on: Page) => on.getByRole('alert').or(on.locator('.empty', { hasText: 'does not answer' }))
const waits = (on: Page) => on.locator('.bone').count()
const isSettled = async (on: Page) => (await waits(on)) === 0 && (await trouble(on).count()) === 0

/** Every page, in two tabs side by side: most of the time is spent in waiting. */
async function onEachPage(visit: (tab: Page, name: string, path: string) => Promise<void>): Promise<void> {
  // A tab holds up to two connections by which it follows the server, of which a browser has six in all.
  await page.goto('about:blank')
  const left = [...pages]
  const tabs = await Promise.all(Array.from({ length: 2 }, () => signedIn.browser.context.newPage()))
  const walk = async (tab: Page) => {
    for (let next = left.shift(); next; next = left.shift()) await visit(tab, ...next)
  }
  const done = await Promise.allSettled(tabs.map(walk))
  await Promise.all(tabs.map((tab) => tab.close()))
  for (const each of done) if (each.status === 'rejected') throw each.reason
}

/** To a page without a load: as a click on a link does, also to pages whose code was not fetched yet. */
async function go(path: string): Promise<void> {
  await page.evaluate(`{ history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate')) }`)
}

it('a page whose data the server fails to read says so, and shows it when it is asked again', { timeout: 600_000 }, () =>
  onEachPage(async (tab, name, path) => {
    await tab.goto('about:blank')
    const fail = (route: Route) => (/\/api\/(me|live)(?![\w-])/.test(route.request().url()) ? route.continue() : route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }))
    await tab.route('**/api/**', fail)
    await tab.goto(`${stack.url}${path}`)
    await until(`${name} to say that it failed`, patience, async () => (await trouble(tab).count()) > 0, 100)
    // Parts of a page may hear of it one after another.
    await until(`${name} to wait no more`, patience, async () => (await waits(tab)) === 0, 100)
    await look(tab, `trouble-fails-${name}`)
    await tab.unroute('**/api/**', fail)
    // What follows the server comes back by itself, maybe before the button is pressed; and where it was not there to be pressed it may be a moment later.
    await until(`${name} to be back`, patience, async () => {
      if (await isSettled(tab)) return true
      if ((await trouble(tab).count()) > 0) await tab.getByRole('button', { name: 'Try again' }).first().click({ timeout: 2_000 }).catch(() => undefined)
      return isSettled(tab)
    }, 100)
  }))

it('a page whose data comes slowly has its layout meanwhile', { timeout: 600_000 }, () =>
  onEachPage(async (tab, name, path) => {
    const slow = (route: Route) => setTimeout(() => void route.continue().catch(() => undefined), 2_000)
    await tab.route('**/api/**', slow)
    await tab.goto(`${stack.url}${path}`)
    await until(`${name} to show that it reads`, patience, async () => (await waits(tab)) > 0, 50)
    await look(tab, `trouble-slow-${name}`)
    await until(`${name} to be read`, patience, () => isSettled(tab), 100)
    await tab.unroute('**/api/**', slow)
  }))

it('a server that is gone is said on each page, and nothing that is edited meanwhile is lost', { timeout: 600_000 }, async () => {
  await page.goto(`${stack.url}/flows/${flowId}`)
  const card = page.locator('.react-flow__node').first()
  await card.waitFor()
  await page.goto(`${stack.url}/status`)
  await until('the page of the status', patience, () => isSettled(page))
  await go(`/flows/${flowId}`)
  await card.click()
  await page.getByLabel('Name of the step').waitFor()

  await stack.kill('server')
  await page.getByLabel('Name of the step').fill('Named while nobody heard')
  await page.getByText('Your changes are kept in this browser').waitFor({ timeout: patience })
  await look(page, 'trouble-gone-flow', ['light', 'dark'])
  for (const [name, path] of pages) {
    await go(path)
    await until(`${name} to say that nobody answers`, patience, async () => (await page.getByText(/does not answer|not connected|connecting again/i).count()) > 0, 100)
    await look(page, `trouble-gone-${name}`)
  }

  await go('/settings')
  await stack.start()
  await until('the page to be back by itself', patience, () => isSettled(page))
  await go(`/flows/${flowId}`)
  await page.locator('.react-flow__node', { hasText: 'Named while nobody heard' }).waitFor({ timeout: patience })
  await until('the name to be saved', patience, async () => ((await ask(`/api/flows/${flowId}`)) as { draft: FlowDocument }).draft.nodes.some(({ label }) => label === 'Named while nobody heard'))
})
