import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '../conformance/build-flow'
import { definitionOf, runOf } from '../custom-nodes/make-nodes'
import { type Author, startAuthor } from '../custom-nodes/start-author'
import { until } from '../harness/until'
import { look as lookAt } from './look'
import { signInAs } from './sign-in-as'

/*
 * A run that does several things at once, on its page: all places where it stands, paused, let go on, stopped; one that waits
 * its turn; the runs around one. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

const done: [string, { reason: string }] = ['end', { reason: 'completed' }]
const busy = `const error = new Error('The price list does not answer.')
  Object.assign(error, { name: 'NodeError', code: 'busy', retryable: true, retryAfterMs: 3_600_000 })
  throw error`

let author: Author
let wideId: string
let lineId: string

beforeAll(async () => {
  author = await startAuthor()
  for (const [type, run] of [['price-list', runOf(busy)], ['soon-gone', runOf('return { outlet: "done" }')]] as const) {
    mkdirSync(join(author.folder, type))
    author.write(`${type}/definition.ts`, definitionOf(type))
    author.write(`${type}/run.ts`, run)
  }
  await until('the kinds of steps to be known', 60_000, async () => (await author.get<{ modules: unknown[] }>('/api/nodes')).modules.length === 2, 500)
  const child = await publish(named('Ask for a quote', buildFlow({ hear: hears('quote.sent'), done }, { 'in.next': 'hear', 'hear.a': 'done', 'hear.timedOut': 'done' })), 'manual-trigger')
  lineId = await publish(named('One at a time', { ...buildFlow({ hear: hears('call.made'), done }, { 'hear.a': 'done', 'hear.timedOut': 'done' }), concurrency: 'queue' }), 'manual-trigger')
  wideId = await publish(wideFlow(child))
  const before = author.timesWorkerCameUp()
  rmSync(join(author.folder, 'soon-gone'), { recursive: true })
  await author.untilWorkerCameUp(before + 1)
  await author.sendLead('wide')
})
afterAll(() => author?.stop())

function hears(type: string): [string, Record<string, unknown>] {
  return ['await-event', { events: [{ id: 'a', type, field: '', equals: '' }], window: minutes(200) }]
}

function named(name: string, document: FlowDocument): FlowDocument {
  return { ...document, name }
}

/** Five branches: an answer, a list gone through, another flow, a step that fails for now, and one whose kind is taken away. */
function wideFlow(child: string): FlowDocument {
  const ways = [['ask', 'Ask'], ['list', 'Go through the list'], ['quote', 'Get a quote'], ['price', 'Look up the price'], ['gone', 'Check']].map(([id, name]) => ({ id, name }))
  const document = named('Everything at once', buildFlow(
    {
      all: ['fork', { ways }], hear: hears('answer.given'), each: ['for-each', { over: 'lines', lines: 'x\ny\nz' }], nap: ['wait', { duration: minutes(90) }],
      other: ['sub-flow', { flow: child, limit: minutes(300) }], prices: ['price-list'], check: ['soon-gone'], done,
    },
    {
      'all.ask': 'hear', 'all.list': 'each', 'all.quote': 'other', 'all.price': 'prices', 'all.gone': 'check', 'hear.a': 'done', 'hear.timedOut': 'done', 'each.each': 'nap', 'nap.done': 'each',
      'each.done': 'done', 'other.done': 'done', 'other.failed': 'done', 'other.timedOut': 'done', 'prices.done': 'done', 'check.done': 'done',
    },
  ))
  const labels: Record<string, [label: string, x: number, y: number]> = {
    in: ['A lead arrives', 600, 0], all: ['Everything at once', 600, 140], hear: ['Wait for the answer', 0, 320], each: ['Each product', 300, 320], nap: ['Give it time', 300, 460], other: ['Get a quote', 600, 320],
    prices: ['Look up the price', 900, 320], check: ['Check the company', 1200, 320], done: ['Done', 600, 640],
  }
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const [label, x, y] = labels[node.id] ?? [node.label, 0, 0]
      return { ...node, label, position: { x, y } }
    }),
  }
}

async function send<T>(path: string, body: unknown): Promise<T> {
  return author.browser.page.evaluate(
    ({ path, body }) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((answer) => answer.json()),
    { path, body },
  ) as Promise<T>
}

async function publish(document: FlowDocument, trigger = 'event-trigger'): Promise<string> {
  const { id } = await send<{ id: string }>('/api/flows', { document: { ...document, nodes: document.nodes.map((node) => (node.id === 'in' ? { ...node, type: trigger } : node)) } })
  expect(await send(`/api/flows/${id}/publish`, { rev: 1, base: null }), document.name).toMatchObject({ version: 1 })
  return id
}

interface Shown {
  state: string
  hold: string | null
  steps: { nodeId: string; state: string; dueAt: number | null }[]
  children: { id: string }[]
}
const detail = (id: string) => author.get<Shown>(`/api/runs/${id}`)
const dueOf = async (id: string, nodeId: string) => (await detail(id)).steps.find((step) => step.nodeId === nodeId)?.dueAt ?? 0
const firstRun = (flow: string) => until('a run of the flow', 60_000, async () => (await author.runsOf(flow))[0]?.id, 200)

const look = (name: string) => lookAt(author.browser.page, `run-${name}`, ['dark', 'light'])

const card = (label: string) => author.browser.page.locator('.react-flow__node', { hasText: label }).last()

let wide: string

it('all places where a run stands are lit, each with what it is about', async () => {
  const { page } = author.browser
  wide = await firstRun(wideId)
  await page.goto(`${author.stack.url}/runs/${wide}`)
  await card('Each product').getByText('Round 1 of 3').waitFor({ timeout: 60_000 })
  await card('Look up the price').getByText(/Tried once, again at ./).waitFor({ timeout: 60_000 })
  await card('Check the company').getByText('Waits until the kind of step “soon-gone” is installed').waitFor({ timeout: 60_000 })
  await page.locator('.node.now', { hasText: 'Get a quote' }).waitFor()
  await until('all six places to be lit', 30_000, async () => (await page.locator('.node.now').count()) === 6, 100)
  await expect.poll(() => page.locator('.node.taken', { hasText: 'Everything at once' }).count()).toBe(1)
  await page.getByLabel('Timeline').getByText('Kind of step missing').waitFor()
  // The flow keeps its room: what stands above it is one line high.
  expect((await page.getByRole('navigation', { name: 'Runs around this one' }).boundingBox())?.height).toBeLessThan(60)
  await look('1-all-places')
  // A card out of sight may still move under the pointer.
  await page.getByRole('button', { name: 'Show the whole flow' }).click()
  await card('Look up the price').click()
  await page.getByText('The last try failed: The price list does not answer.').waitFor()
  await look('2-tried-again')
})

it('it leads to the run that it has started, and that one back to it', async () => {
  const { page } = author.browser
  const around = page.getByRole('navigation', { name: 'Runs around this one' })
  await around.getByRole('link', { name: 'Ask for a quote' }).click()
  await around.getByText('Started by').waitFor()
  await look('3-child')
  await around.getByRole('link', { name: 'Everything at once' }).click()
  await card('Each product').waitFor()
})

it('it is paused, in words on its page and in the list', async () => {
  const { page } = author.browser
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused by Owner').waitFor()
  expect((await detail(wide)).hold).toBe('paused')
  await look('4-paused')
  await page.goto(`${author.stack.url}/runs`)
  await page.locator('tr', { hasText: 'Everything at once' }).getByText('Paused', { exact: true }).waitFor()
})

it('it is let go on, and its dates move by the length of the pause', async () => {
  const { page } = author.browser
  const before = await dueOf(wide, 'nap')
  await page.goto(`${author.stack.url}/runs/${wide}`)
  await page.getByRole('button', { name: 'Let go on' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Nothing came due during the pause.').waitFor()
  await look('5-let-go-on')
  await sheet.getByLabel('Move its dates by the length of the pause').check()
  await sheet.getByRole('button', { name: 'Let go on' }).click()
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await page.getByText('Paused by Owner').waitFor({ state: 'detached' })
  expect(await dueOf(wide, 'nap')).toBeGreaterThan(before)
})

it('one that waits its turn says behind which, and begins when that one is stopped', async () => {
  const { page } = author.browser
  const { rows } = await author.get<{ rows: { subject: { id: string } }[] }>(`/api/runs?flow=${wideId}`)
  const leadId = rows[0]?.subject.id
  const first = await send<{ runId: string }>(`/api/flows/${lineId}/start`, { leadId, idempotencyKey: 'first' })
  const second = await send<{ runId: string; state: string }>(`/api/flows/${lineId}/start`, { leadId, idempotencyKey: 'second' })
  expect(second.state).toBe('queued')
  await page.goto(`${author.stack.url}/runs`)
  await page.locator('tr', { hasText: 'One at a time' }).getByText('Waits its turn').waitFor()
  await look('6-list')
  await page.goto(`${author.stack.url}/runs/${second.runId}`)
  await page.getByText('Waits its turn behind').waitFor()
  await look('7-in-line')
  await page.getByRole('link', { name: /the run that began/ }).click()
  await page.waitForURL(`**/runs/${first.runId}`)
  // The address is the next page's before the page is.
  await page.getByText('Waits its turn behind').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click()
  expect((await detail(first.runId)).hold).toBeNull()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the run' }).click()
  await page.getByText(/^Stopped by Owner/).waitFor()
  await until('the next in line', 60_000, async () => (await detail(second.runId)).state === 'waiting', 200)
})

it('it is stopped, with what it has started and waits for, and shows where it stood', async () => {
  const { page } = author.browser
  await page.goto(`${author.stack.url}/runs/${wide}`)
  const [child] = (await detail(wide)).children
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('dialog').getByText('Runs that it has started and waits for are stopped too.').waitFor()
  await look('8-stop')
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the run' }).click()
  await page.getByText(/^Stopped by Owner/).waitFor()
  await card('Each product').getByText('Round 1 of 3 when it was stopped').waitFor()
  expect(await page.getByRole('button', { name: /^(Pause|Stop|Let go on)$/ }).count()).toBe(0)
  await look('9-stopped')
  await until('the other run to end', 60_000, async () => (await detail(child?.id ?? '')).state === 'done', 200)
  await page.getByRole('navigation', { name: 'Runs around this one' }).getByRole('link', { name: 'Ask for a quote' }).click()
  await page.getByText('the run of “Everything at once” that had started it').waitFor()
})

it('a rep sees a run and cannot hold it', async () => {
  const { page } = author.browser
  const { link } = await send<{ link: string }>('/api/people', { name: 'Rep', email: 'rep@team.example', role: 'rep' })
  const open = await firstRun(lineId)
  await signInAs(author.browser, link)
  await page.goto(`${author.stack.url}/runs/${open}`)
  await card('hear').waitFor()
  expect(await page.getByRole('button', { name: /^(Pause|Stop|Let go on)$/ }).count()).toBe(0)
  expect(await page.evaluate((id) => fetch(`/api/runs/${id}/cancel`, { method: 'POST' }).then((answer) => answer.status), open)).toBe(403)
})

it('no page threw or complained', () => {
  // The refused request of the rep is an answer with status 403, which Chromium writes to the console.
  expect(author.browser.problems.filter((each) => !each.includes('403 (Forbidden)'))).toEqual([])
})
