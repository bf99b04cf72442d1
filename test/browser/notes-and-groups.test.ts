import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Notes and groups, with the mouse and with the keyboard, in a real browser. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

let signedIn: SignedIn
let page: Page
let flowId = ''

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

/** A lead waits twice, then the flow ends; a step beside has a way out that leads nowhere. */
function flow(): FlowDocument {
  const document = buildFlow(
    { ask: ['branch', { condition: { combinator: 'and', rules: [{ field: 'lead.amount', operator: '>', value: 5 }] } }], nap: ['wait', { duration: minutes(5) }], rest: ['wait', { duration: minutes(9) }], done: ['end', { reason: 'completed' }], side: ['wait', { duration: minutes(1) }] },
    { 'ask.yes': 'nap', 'ask.no': 'side', 'nap.done': 'rest', 'rest.done': 'done' },
  )
  const places: Record<string, [x: number, y: number]> = { in: [0, 0], ask: [0, 130], nap: [0, 300], rest: [0, 430], done: [0, 600], side: [430, 130] }
  return { ...document, name: 'Noted', nodes: document.nodes.map((node) => ({ ...node, label: `Step ${node.id}`, position: { x: places[node.id]?.[0] ?? 0, y: places[node.id]?.[1] ?? 0 } })) }
}

const draft = async () => (await page.evaluate((url) => fetch(url).then((answer) => answer.json()), `/api/flows/${flowId}`) as { draft: FlowDocument }).draft
const saved = (what: string, fits: (document: FlowDocument) => boolean) => until(what, 20_000, async () => fits(await draft()))
const card = (label: string) => page.locator('.react-flow__node', { hasText: label })
const press = (keys: string) => page.keyboard.press(keys)
/** The whole flow in sight, wherever the last step left off. */
async function showAll(): Promise<void> {
  await press('1')
  await page.waitForTimeout(500)
}

/** Once it stands still: the canvas may glide, or be laid out anew. */
async function middleOf(selector: string): Promise<{ x: number; y: number }> {
  let before = ''
  const box = await until(`${selector} to stand still`, 20_000, async () => {
    const now = await page.locator(selector).boundingBox()
    const isStill = JSON.stringify(now) === before
    before = JSON.stringify(now)
    return isStill && now !== null && now
  }, 100)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** What has the cursor: what is typed before would go to the canvas. */
const written = (label: string) => page.getByLabel(label).and(page.locator(':focus'))

async function drag(from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 4 })
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 4 })
  await page.mouse.up()
}

it('a note is written where the pointer is, coloured, moved and made larger, each a step of undo', async () => {
  const made = await page.evaluate(
    (body) => fetch('/api/flows', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then((answer) => answer.json() as Promise<{ id: string }>),
    JSON.stringify({ document: flow() }),
  )
  flowId = made.id
  await page.goto(`${signedIn.stack.url}/flows/${flowId}`)
  await card('Step done').waitFor()
  await page.waitForTimeout(400)

  const pane = await page.locator('.canvas').boundingBox()
  if (!pane) throw new Error('the canvas is not to be seen')
  await page.mouse.move(pane.x + 480, pane.y + 330)
  await press('n')
  await written('Text of the note').waitFor()
  // At once: keys that come slowly are more than one step of undo.
  await page.keyboard.insertText('Agreed with Sales, 3 March\n9 min is the rep’s working time, not the clock on the wall.')
  await look(page, 'notes-1-writing', ['light', 'dark'])
  await press('Escape')
  await saved('the note', ({ notes }) => notes[0]?.text.startsWith('Agreed with Sales') === true && notes[0].colour === 'yellow')

  await page.getByRole('button', { name: 'Blue' }).click()
  await saved('the colour', ({ notes }) => notes[0]?.colour === 'blue')
  const before = (await draft()).notes[0]
  await drag(await middleOf('.note-card'), { x: 30, y: 40 })
  await saved('the place', ({ notes }) => notes[0]?.position.x !== before?.position.x && notes[0]?.position.y !== before?.position.y)
  await drag(await middleOf('.note-card .handle.bottom.right'), { x: 60, y: 40 })
  await saved('the size', ({ notes }) => (notes[0]?.size.width ?? 0) > 200 && (notes[0]?.size.height ?? 0) > 100)
  const after = (await draft()).notes[0]
  await look(page, 'notes-2-chosen', ['light', 'dark'])

  await page.locator('.react-flow__pane').click({ position: { x: 480, y: 620 } })
  for (const undone of ['size', 'place', 'colour', 'text']) {
    await press('Control+z')
    await saved(`the ${undone} to be undone`, ({ notes }) => (undone === 'size' ? notes[0]?.size.width === 200 : undone === 'place' ? notes[0]?.position.x === before?.position.x : undone === 'colour' ? notes[0]?.colour === 'yellow' : notes[0]?.text === ''))
  }
  for (let times = 0; times < 4; times += 1) await press('Control+Shift+z')
  await saved('all of it again', ({ notes }) => JSON.stringify(notes[0]) === JSON.stringify(after))
})

it('a note is found by its words, copied with steps, and removed', async () => {
  await press('Control+f')
  await page.getByRole('dialog').getByRole('combobox').fill('clock on the wall')
  await press('Enter')
  await page.locator('.note-card.sel').waitFor()
  await card('Step side').click({ modifiers: ['Shift'] })
  await press('Control+d')
  await saved('the copies', ({ notes, nodes }) => notes.length === 2 && nodes.length === 7)
  await press('Delete')
  await saved('the copies to be gone', ({ notes, nodes }) => notes.length === 1 && nodes.length === 6)
})

it('steps become a group by Ctrl G, are named, and fold into a card that says what is in it and keeps its lines', async () => {
  await showAll()
  await card('Step nap').click()
  await card('Step rest').click({ modifiers: ['Shift'] })
  await press('Control+g')
  await page.getByLabel('Name of the group').fill('Rest before the end')
  await press('Enter')
  await saved('the group', ({ groups }) => groups[0]?.name === 'Rest before the end' && groups[0].nodes.join() === 'nap,rest')
  await look(page, 'notes-3-group', ['light', 'dark'])

  await page.getByRole('button', { name: 'Fold the group “Rest before the end”' }).click()
  await card('2 steps').waitFor()
  await until('its steps to be hidden', 20_000, async () => (await card('Step nap').count()) + (await card('Step rest').count()) === 0, 100)
  // In from the question, out to the end, and the way of the question that leads aside.
  await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(4)
  await saved('it to be folded', ({ groups }) => groups[0]?.collapsed === true)
  await look(page, 'notes-4-folded', ['light', 'dark'])
  await page.setViewportSize({ width: 1024, height: 768 })
  await look(page, 'notes-5-narrow')
  await page.setViewportSize({ width: 1440, height: 900 })
})

it('a folded group moves as one, and a step in it is found', async () => {
  const before = await draft()
  await drag(await middleOf('.node.folded'), { x: 0, y: 30 })
  await saved('both steps to have moved alike', ({ nodes }) => {
    const by = ['nap', 'rest'].map((id) => (nodes.find((node) => node.id === id)?.position.y ?? 0) - (before.nodes.find((node) => node.id === id)?.position.y ?? 0))
    return by[0] !== 0 && by[0] === by[1]
  })
  await press('Control+z')
  await saved('them to be back', ({ nodes }) => JSON.stringify(nodes) === JSON.stringify(before.nodes))

  await press('Control+f')
  await page.getByRole('dialog').getByRole('combobox').fill('Step rest')
  await press('Enter')
  await card('Step rest').waitFor()
  await saved('the group to be open', ({ groups }) => groups[0]?.collapsed === false)
})

it('a group is moved by its title, folded and taken apart by the keyboard, and its copies are a group', async () => {
  await showAll()
  const before = await draft()
  await drag(await middleOf('.group-title .truncate'), { x: 60, y: 0 })
  await saved('its steps to have moved', ({ nodes }) => ['nap', 'rest'].every((id) => (nodes.find((node) => node.id === id)?.position.x ?? 0) > (before.nodes.find((node) => node.id === id)?.position.x ?? 0)))
  await press('Control+z')
  await page.locator('.group-title .truncate').click()
  await press('g')
  await card('2 steps').waitFor()
  await press('g')
  await card('Step nap').waitFor()
  await press('Control+d')
  await saved('two groups', ({ groups, nodes }) => groups.length === 2 && nodes.length === 8 && groups[1]?.nodes.length === 2 && !groups[1].nodes.includes('nap'))
  await press('Control+z')
  await saved('one group', ({ groups }) => groups.length === 1)
  await page.locator('.group-title .truncate').click()
  await press('Control+Shift+g')
  await saved('no group', ({ groups, nodes }) => groups.length === 0 && nodes.length === 6)
  await press('Control+z')
  await saved('the group again', ({ groups }) => groups.length === 1)
})

it('steps become a flow of their own, run by one step in their place; or it is said why not', async () => {
  const before = await draft()
  const extract = async () => {
    await press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('flow of their own')
    await page.getByRole('option', { name: 'Make the chosen steps a flow of their own' }).click()
  }
  await card('Step ask').click()
  await extract()
  await page.getByText('The chosen steps go on with 2 others').waitFor()
  expect(await draft()).toEqual(before)

  await page.locator('.group-title .truncate').click()
  await extract()
  await page.getByText('“Rest before the end” is a flow of its own now, a draft.').waitFor()
  await saved('one step in their place', ({ nodes }) => nodes.length === 5 && nodes.some(({ label, type }) => label === 'Rest before the end' && type === 'sub-flow'))
  const step = (await draft()).nodes.find(({ type }) => type === 'sub-flow')
  const { draft: own } = (await page.evaluate((url) => fetch(url).then((answer) => answer.json()), `/api/flows/${step?.params.flow}`)) as { draft: FlowDocument }
  expect(own.nodes.map(({ label }) => label)).toEqual(expect.arrayContaining(['Step nap', 'Step rest']))
  await card('Rest before the end').getByText('Rest before the end, at most 1 d').waitFor()
  await look(page, 'notes-8-extracted', ['light', 'dark'])
  await press('Control+z')
  await saved('them to be back', ({ nodes, edges, groups }) => JSON.stringify([nodes, edges, groups]) === JSON.stringify([before.nodes, before.edges, before.groups]))
})

it('a problem in a folded group is on its card, and leads to its step', async () => {
  await showAll()
  await page.locator('.group-title .truncate').click()
  await card('Step side').click({ modifiers: ['Shift'] })
  await press('Control+g')
  await written('Name of the group').waitFor()
  await press('Enter')
  await page.getByLabel('Name of the group').waitFor({ state: 'detached' })
  await press('g')
  await card('3 steps, 1 problem').waitFor()
  await look(page, 'notes-6-problem', ['light', 'dark'])
  await press('F8')
  await card('Step side').waitFor()
})

it('B3: the flow in plain words tells groups and notes', async () => {
  await page.getByRole('link', { name: 'This flow in plain words' }).click()
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await page.getByText('9 min is the rep’s working time').waitFor()
  await expect.poll(() => page.getByText('(in “New group”)').count()).toBe(3)
  await look(page, 'notes-7-story', ['light', 'dark'])
  expect(signedIn.browser.problems).toEqual([])
})
