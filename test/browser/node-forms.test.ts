import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildFlow } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look as lookAt } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * The settings of each kind of step, as a person makes them in a real browser, in light and dark. With WATERTIGHT_SHOTS=FOLDER
 * each form leaves a picture there.
 */

let signedIn: SignedIn
let stack: SignedIn['stack']
let browser: SignedIn['browser']
let flowId = ''

beforeAll(async () => {
  signedIn = await openSignedIn({ width: 1440, height: 1000 })
  ;({ stack, browser } = signedIn)
})

afterAll(() => signedIn?.stop())

const send = <T>(path: string, method: string, json?: unknown): Promise<T> =>
  browser.page.evaluate(([url, verb, body]) => fetch(url, { method: verb, ...(body !== null && { headers: { 'content-type': 'application/json' }, body }) }).then((answer) => answer.json()), [path, method, json === undefined ? null : JSON.stringify(json)] as const) as Promise<T>

const look = (name: string) => lookAt(browser.page, name, ['light', 'dark'])

/** As from the keyboard: another step's open way may lie over the card. */
async function choose(id: string): Promise<void> {
  const { page } = browser
  await page.locator(`.react-flow__node[data-id="${id}"]`).focus()
  await page.keyboard.press('Enter')
  await until(`“${id}” to be chosen`, 30_000, async () => (await page.getByLabel('Name of the step').count()) === 1 && (await page.getByLabel('Name of the step').inputValue()) === id)
}

const rule = { combinator: 'and', rules: [{ field: 'lead.amount', operator: '>=', value: 50 }] }

const placed: Record<string, [string, Record<string, unknown>]> = {
  switch: ['switch', { ways: [{ id: 'big', name: 'Large', condition: rule }, { id: 'mid', name: 'Middle', condition: { combinator: 'and', rules: [] } }] }],
  'wait-date': ['wait', { kind: 'date-field', dateField: 'lead.more.renewsOn', offset: 'before' }],
  'wait-business': ['wait', { kind: 'business-time' }],
  event: ['await-event', { events: [{ id: 'a', type: 'email.replied' }, { id: 'b', type: 'order.paid', field: 'orderId', equals: '{{ vars.orderId }}' }] }],
  approval: ['approval', { who: 'people', need: 'number' }],
  queue: ['approval', { who: 'watchers' }],
  fork: ['fork', {}],
  join: ['join', { need: 'number' }],
  'each-lead': ['for-each', { fit: rule }],
  'each-list': ['for-each', { over: 'list' }],
  repeat: ['repeat', {}],
  sub: ['sub-flow', {}],
  call: ['http-request', { url: 'https://crm.example/leads', headers: [{ name: 'X-Team', value: '{{ lead.territory }}' }] }],
  note: ['add-note', {}],
  task: ['work-item', {}],
}

it('opens a flow with every kind of step', async () => {
  const document = buildFlow({ ...placed, stop: ['end', {}] }, {})
  const row = 160
  document.nodes = document.nodes.map((node, index) => ({ ...node, position: { x: (index % 4) * 320, y: Math.floor(index / 4) * row } }))
  const made = await send<{ id: string }>('/api/flows', 'POST', { document })
  flowId = made.id
  await browser.page.goto(`${stack.url}/flows/${flowId}`)
  await browser.page.locator('.react-flow__node[data-id="switch"]').waitFor()
  await look('forms-canvas')
})

it.each(Object.keys(placed))('shows the settings of “%s”', async (id) => {
  const { page } = browser
  await choose(id)
  // Nothing fell back to a field that the form does not know how to draw.
  expect(await page.locator('.ins-body').getByText(/Unsupported|Unknown field/).count()).toBe(0)
  await page.waitForTimeout(300)
  await look(`forms-${id}`)
})

it('a way that is added and moved keeps its inner name and its line', async () => {
  const { page } = browser
  const waysOf = async () => {
    const { draft } = await send<{ draft: { nodes: { id: string; params: { ways?: { id: string; name: string }[] } }[] } }>(`/api/flows/${flowId}`, 'GET')
    return draft.nodes.find((node) => node.id === 'switch')?.params.ways ?? []
  }
  await choose('switch')
  await page.getByRole('button', { name: 'Add another' }).click()
  await expect.poll(() => page.getByLabel('Name of the way').count()).toBe(3)
  await page.getByLabel('Name of the way').last().fill('Small')
  const added = await until('the way to be saved', 20_000, async () => {
    const ways = await waysOf()
    return ways.length === 3 && ways[2]?.name === 'Small' && ways
  })
  expect(added.map((way) => way.id)).toEqual(['big', 'mid', expect.stringMatching(/^w[a-z0-9]{7}$/)])

  await page.getByRole('button', { name: 'Move this one up' }).last().click()
  const moved = await until('the order to be saved', 20_000, async () => {
    const ways = await waysOf()
    return ways[1]?.name === 'Small' && ways
  })
  expect(moved.map((way) => way.id)).toEqual(['big', added[2]?.id, 'mid'])
})

it('people, events and conditions are chosen with the mouse', async () => {
  const { page } = browser
  const paramsOf = async (id: string) => {
    const { draft } = await send<{ draft: { nodes: { id: string; params: Record<string, unknown> }[] } }>(`/api/flows/${flowId}`, 'GET')
    return draft.nodes.find((node) => node.id === id)?.params ?? {}
  }
  await choose('approval')
  await page.locator('.choices.scroll input[type=checkbox]').nth(1).check()
  await page.locator('.choices.scroll input[type=checkbox]').nth(0).check()
  await until('two people to be saved', 20_000, async () => ((await paramsOf('approval')).people as string[] | undefined)?.length === 2)

  await choose('event')
  await page.getByLabel('Event', { exact: true }).first().selectOption('meeting.booked')
  await until('the event to be saved', 20_000, async () => ((await paramsOf('event')).events as { type: string }[] | undefined)?.[0]?.type === 'meeting.booked')
})

it('no page threw or complained', () => {
  expect(browser.problems).toEqual([])
})
