import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '../conformance/build-flow'
import { until } from '../harness/until'
import { canvasAtRest } from './canvas-at-rest'
import { look } from './look'
import { openBrowser } from './open-browser'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { typeInDialog } from './type-in-dialog'

/*
 * A flow is edited with the mouse, with the clipboard, and with the keyboard alone, in a real browser. With WATERTIGHT_SHOTS=FOLDER
 * each stage leaves a picture there.
 */

let signedIn: SignedIn
let stack: SignedIn['stack']
let browser: SignedIn['browser']
let page: Page
let flowId = ''

beforeAll(async () => {
  signedIn = await openSignedIn()
  ;({ stack, browser } = signedIn)
  page = browser.page
})

afterAll(() => signedIn?.stop())

/** A lead arrives, waits, is told of; two waits beside that nothing leads to. */
function flow(name: string): FlowDocument {
  const document = buildFlow(
    { nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }], left: ['wait', { duration: minutes(1) }], right: ['wait', { duration: minutes(2) }] },
    { 'nap.done': 'done' },
  )
  const places: Record<string, [x: number, y: number]> = { in: [0, 0], nap: [0, 160], done: [0, 320], left: [430, 170], right: [430, 320] }
  return { ...document, name, nodes: document.nodes.map((node) => ({ ...node, label: `Step ${node.id}`, position: { x: places[node.id]?.[0] ?? 0, y: places[node.id]?.[1] ?? 0 } })) }
}

async function make(document: FlowDocument): Promise<string> {
  const made = await page.evaluate(
    (body) => fetch('/api/flows', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then((answer) => answer.json() as Promise<{ id: string }>),
    JSON.stringify({ document }),
  )
  return made.id
}

const draft = async (id = flowId) => (await page.evaluate((url) => fetch(url).then((answer) => answer.json()), `/api/flows/${id}`) as { draft: FlowDocument }).draft
const saved = (what: string, fits: (document: FlowDocument) => boolean, id?: string) => until(what, 30_000, async () => fits(await draft(id)))
const node = (label: string, on = page) => on.locator('.react-flow__node', { hasText: label })
const nodes = (on = page) => on.locator('.react-flow__node')
const count = (wanted: number, on = page) => until(`${wanted} steps`, 30_000, async () => (await nodes(on).count()) === wanted, 100)
const chosen = async () => (await page.locator('.react-flow__node.selected').evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label')?.split('.')[0] ?? ''))).sort()
const isChosen = (...labels: string[]) => until(`${labels.join(', ')} to be chosen`, 30_000, async () => JSON.stringify(await chosen()) === JSON.stringify([...labels].sort()), 100)

async function open(id: string, on = page): Promise<void> {
  await on.goto(`${stack.url}/flows/${id}`)
  await nodes(on).first().waitFor()
  await canvasAtRest(on)
}

async function middleOf(label: string): Promise<{ x: number; y: number }> {
  const box = await node(label).boundingBox()
  if (!box) throw new Error(`“${label}” is not to be seen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

it('a box around steps chooses them, and they are copied, pasted and made again', async () => {
  flowId = await make(flow('Edited'))
  await open(flowId)
  const [top, bottom] = [await node('Step left').boundingBox(), await node('Step right').boundingBox()]
  if (!top || !bottom) throw new Error('the steps are not to be seen')
  await page.keyboard.down('Shift')
  await page.mouse.move(top.x - 20, top.y - 20)
  await page.mouse.down()
  await page.mouse.move(bottom.x + bottom.width + 20, bottom.y + bottom.height + 20, { steps: 8 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await isChosen('Step left', 'Step right')
  await page.getByText('2 steps are chosen').waitFor()
  await look(page, 'editing-1-box', ['light', 'dark'])

  await page.mouse.move(top.x + 120, bottom.y + 160)
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await count(7)
  await page.keyboard.press('Control+v')
  await count(9)
  await page.keyboard.press('Control+d')
  await count(11)
  for (const left of [9, 7, 5]) {
    await page.keyboard.press('Control+z')
    await count(left)
  }
  await page.keyboard.press('Control+Shift+z')
  await count(7)
  await saved('what was pasted', (document) => document.nodes.length === 7 && new Set(document.nodes.map(({ id }) => id)).size === 7)
  await page.keyboard.press('Control+z')
  await count(5)
})

it('a click chooses one, a click with Shift one more, and several are lined up from the menu at the pointer', async () => {
  await node('Step left').click()
  await isChosen('Step left')
  await node('Step done').click({ modifiers: ['Shift'] })
  await isChosen('Step left', 'Step done')
  await node('Step done').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Line up in a column' }).waitFor()
  await look(page, 'editing-2-menu', ['light', 'dark'])
  await page.getByRole('menuitem', { name: 'Line up in a column' }).click()
  await saved('the column', (document) => new Set(document.nodes.filter(({ id }) => id === 'left' || id === 'done').map(({ position }) => position.x)).size === 1)
  await page.keyboard.press('Control+z')
  await node('Step nap').click()
  await isChosen('Step nap')
})

it('steps go from one tab to another as text that a person can read', async () => {
  await node('Step nap').click()
  await node('Step done').click({ modifiers: ['Control'] })
  await isChosen('Step nap', 'Step done')
  const other = await make({ ...flow('Other'), nodes: flow('Other').nodes.slice(0, 1), edges: [] })
  const tab = await browser.context.newPage()
  await open(other, tab)
  await page.bringToFront()
  await page.keyboard.press('Control+c')
  await tab.bringToFront()
  await tab.locator('.react-flow__pane').click({ position: { x: 500, y: 380 } })
  await tab.keyboard.press('Control+v')
  await count(3, tab)
  await saved('what was pasted there', ({ nodes: there, edges }) => there.length === 3 && edges.length === 1 && there.some(({ label }) => label === 'Step nap'), other)
  // What is no step is refused in words, and changes nothing.
  await tab.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'just words')
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
  }`)
  await tab.getByText('What was copied holds no steps').waitFor()
  await count(3, tab)
  await tab.close()
})

it('a step of the list is dropped onto a line, and a line is led elsewhere', async () => {
  await page.bringToFront()
  await page.keyboard.press('Escape')
  const [from, to] = [await middleOf('Step nap'), await middleOf('Step done')]
  const pane = await page.locator('.canvas').boundingBox()
  if (!pane) throw new Error('no canvas')
  await page.getByRole('complementary', { name: 'Steps to add' }).getByRole('button', { name: 'Remember a value', exact: true }).dragTo(page.locator('.canvas'), {
    targetPosition: { x: from.x - pane.x, y: (from.y + to.y) / 2 - pane.y },
  })
  await saved('the step in the line', ({ nodes: there, edges }) => {
    const id = there.find(({ type }) => type === 'set')?.id
    return id !== undefined && edges.some((edge) => edge.from.node === 'nap' && edge.to.node === id) && edges.some((edge) => edge.from.node === id && edge.to.node === 'done')
  })
  await page.keyboard.press('Control+z')
  await count(5)

  await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(2)
  const end = page.locator('.react-flow__edge').nth(1).locator('.react-flow__edgeupdater-target')
  await end.waitFor({ state: 'attached' })
  const grip = await end.boundingBox()
  const target = await node('Step left').boundingBox()
  if (!grip || !target) throw new Error('nothing to take hold of')
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(target.x + target.width / 2 + 10, target.y + 30, { steps: 6 })
  await page.mouse.move(target.x + target.width / 2, target.y + 1, { steps: 6 })
  await page.mouse.up()
  await saved('the line to lead elsewhere', ({ edges }) => edges.some((edge) => edge.from.node === 'nap' && edge.to.node === 'left') && !edges.some((edge) => edge.to.node === 'done'))
  await page.keyboard.press('Control+z')
  await saved('the line to lead back', ({ edges }) => edges.some((edge) => edge.from.node === 'nap' && edge.to.node === 'done'))
})

it('a double click on an empty place offers any step, also one that starts the flow', async () => {
  const pane = await page.locator('.react-flow__pane').boundingBox()
  if (!pane) throw new Error('no pane')
  await page.mouse.dblclick(pane.x + pane.width - 120, pane.y + 60)
  const picker = page.getByRole('dialog', { name: 'Choose a step' })
  await picker.waitFor()
  await typeInDialog(page, 'schedule')
  await page.waitForTimeout(300)
  await look(page, 'editing-3-picker')
  await page.keyboard.press('Enter')
  await count(6)
  await page.keyboard.press('Control+z')
  await count(5)
})

it('a text field keeps its own undo, delete and clipboard', async () => {
  await node('Step nap').click()
  const name = page.getByLabel('Name of the step')
  await name.click()
  await page.keyboard.press('End')
  await page.keyboard.type('!')
  await expect.poll(() => name.inputValue()).toBe('Step nap!')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+v')
  await expect.poll(() => name.inputValue()).toBe('Step nap!')
  await count(5)
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 300 } })
  await page.keyboard.press('Control+z')
  await saved('the name to be as before', (document) => document.nodes.some(({ label }) => label === 'Step nap'))
})

it('by the keyboard alone: go from step to step, go on from one, find one, see a problem, read the shortcuts', async () => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+ArrowDown')
  await isChosen('Step in')
  await page.keyboard.press('Alt+ArrowDown')
  await isChosen('Step nap')
  await page.keyboard.press('Alt+ArrowRight')
  await isChosen('Step left')
  const before = (await draft()).nodes.find(({ id }) => id === 'left')?.position.x ?? 0
  await page.keyboard.press('ArrowRight')
  await saved('the step to be moved', (document) => (document.nodes.find(({ id }) => id === 'left')?.position.x ?? 0) > before)

  await page.keyboard.press('c')
  await page.getByRole('dialog', { name: 'Choose a step' }).waitFor()
  await typeInDialog(page, 'step done')
  await page.keyboard.press('Enter')
  await saved('the new line', ({ edges }) => edges.some((edge) => edge.from.node === 'left' && edge.to.node === 'done'))

  await page.keyboard.press('Control+f')
  await typeInDialog(page, '2 min')
  await look(page, 'editing-4-find', ['light', 'dark'])
  await page.keyboard.press('Enter')
  await isChosen('Step right')

  await page.keyboard.press('Escape')
  await page.keyboard.press('F8')
  await until('a step with a problem to be chosen', 30_000, async () => (await page.locator('.react-flow__node.selected').count()) === 1)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
  await look(page, 'editing-5-shortcuts', ['light', 'dark'])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor({ state: 'detached' })

  await page.keyboard.press('Control+k')
  await page.getByText('On this canvas').waitFor()
  await look(page, 'editing-6-commands', ['light', 'dark'])
  await typeInDialog(page, 'choose all')
  await page.keyboard.press('Enter')
  await isChosen('Step in', 'Step nap', 'Step done', 'Step left', 'Step right')
  await page.keyboard.press('Delete')
  await count(0)
  await page.keyboard.press('Control+z')
  await count(5)
})

/** A flow as it is copied, without what a copy may change: ids, and where on the canvas it lies. */
function withoutIds(text: string): unknown {
  const { nodes, edges } = JSON.parse(text) as Pick<FlowDocument, 'nodes' | 'edges'>
  const [left, top] = [Math.min(...nodes.map(({ position }) => position.x)), Math.min(...nodes.map(({ position }) => position.y))]
  const labelOf = (id: string) => nodes.find((each) => each.id === id)?.label
  return {
    nodes: nodes.map(({ id: _id, position, ...rest }) => ({ ...rest, position: { x: position.x - left, y: position.y - top } })),
    edges: edges.map(({ from, to }) => [labelOf(from.node), from.outlet, labelOf(to.node)]),
  }
}

const copyAll = async (on: Page) => {
  await on.locator('.react-flow__pane').click({ position: { x: 5, y: 300 } })
  await on.keyboard.press('Control+a')
  return (await on.evaluate(`{
    const clipboardData = new DataTransfer()
    window.dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }))
    clipboardData.getData('text/plain')
  }`)) as string
}

it('a whole flow goes from one browser to another as text, and comes back the same', async () => {
  const other = await openBrowser()
  try {
    await other.context.addCookies(await browser.context.cookies())
    const target = await make({ ...flow('Came over'), nodes: [], edges: [] })
    const { flows } = (await page.evaluate(() => fetch('/api/flows').then((answer) => answer.json()))) as { flows: { id: string; name: string }[] }
    await open(flows.find(({ name }) => name === 'Fallback routing')?.id ?? '')
    const sent = await copyAll(page)
    expect((withoutIds(sent) as { nodes: unknown[] }).nodes.length).toBeGreaterThan(15)
    await other.page.goto(`${stack.url}/flows/${target}`)
    await other.page.locator('.react-flow__pane').waitFor()
    // The clipboard is heard a moment after the canvas is there.
    await canvasAtRest(other.page)
    await other.page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', ${JSON.stringify(sent)})
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
    }`)
    await other.page.locator('.react-flow__node').first().waitFor()
    await saved('the flow that came over', ({ nodes: there, edges }) => there.length > 15 && edges.length > 40, target)
    expect(withoutIds(await copyAll(other.page))).toEqual(withoutIds(sent))
    expect(other.problems).toEqual([])
  } finally {
    await other.close()
  }
})

it('the way to a problem is lit', async () => {
  const { nodes: there, edges } = flow('Lit')
  await open(await make({ ...flow('Lit'), nodes: there.filter(({ id }) => id === 'in' || id === 'nap'), edges: edges.filter(({ to }) => to.node === 'nap') }))
  await page.getByRole('button', { name: 'Show the way there' }).first().click()
  // A line straight down has no width, so that it is not “visible”.
  await page.locator('.react-flow__edge .way.taken').first().waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__edge .way.taken').first().waitFor({ state: 'detached' })
})

it('no page threw or complained', () => {
  expect(browser.problems).toEqual([])
})
