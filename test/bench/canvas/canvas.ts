import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import type { FlowDocument } from '#engine/graph/flow'
import { openSignedIn } from '#test/browser/open-signed-in'
import { until } from '#test/harness/until'
import { manyNodes } from '../many-nodes'
import { median, percentile } from '../median'
import { frameWork } from './frame-work'

const large = 1_000
const small = 10
const opens = 5

/**
 * A flow of 1,000 nodes on the canvas, in a real browser on the real server, against one of ten nodes in the same run: opening it, dragging and
 * panning, a keystroke in a form, the heap over 2,000 gestures; and how much script a first look at a canvas loads.
 */
export async function benchCanvas(): Promise<void> {
  const signedIn = await openSignedIn()
  try {
    const { page } = signedIn.browser
    const session = await page.context().newCDPSession(page)
    const address = async (count: number) => `${signedIn.stack.url}/flows/${await makeFlow(page, count)}`
    const [largeAt, smallAt] = [await address(large), await address(small)]

    console.log(`\nCanvas of ${large.toLocaleString('en')} nodes, beside one of ${small}. This machine sorts a million numbers in ${(await sortNumbers(page)).toFixed(0)} ms in the browser.`)
    await firstLoad(page, smallAt)
    const [openSmall, openLarge] = [await open(page, smallAt), await open(page, largeAt)]
    console.log(`  open until a card answers a click: ${openLarge.toFixed(0)} ms; of ${small} nodes ${openSmall.toFixed(0)} ms: ${(openLarge / openSmall).toFixed(2)} times that (goal 1,000 ms)`)
    for (const [count, at] of [[small, smallAt], [large, largeAt]] as const) {
      await page.goto(at)
      await untilDrawn(page)
      await frames(page, session, count)
      await keystrokes(page, count)
    }
    await heap(page, session)
  } finally {
    await signedIn.stop()
  }
}

async function makeFlow(page: Page, count: number): Promise<string> {
  const document = manyNodes(count, false)
  const body = JSON.stringify({ document: { ...document, name: `Of ${count}`, nodes: laidOut(document) } })
  return (await page.evaluate((text) => fetch('/api/flows', { method: 'POST', headers: { 'content-type': 'application/json' }, body: text }).then((answer) => answer.json()), body) as { id: string }).id
}

/** Column and row of each step within its block of ten. */
const inBlock: Record<string, [column: number, row: number]> = { ask: [0, 0], nap: [0, 1], set: [0, 2], fork: [0, 3], left: [0, 4], right: [1, 4], join: [0, 5], each: [0, 6], body: [1, 6], last: [0, 7] }

/** Blocks under each other, ten to a column. */
function laidOut({ nodes }: FlowDocument): FlowDocument['nodes'] {
  return nodes.map((node) => {
    const [, name = '', number = '0'] = /^([a-z]+)(\d+)$/.exec(node.id) ?? []
    const [column, row] = inBlock[name] ?? [0, node.id === 'in' ? -1 : 90]
    const block = Number(number)
    return { ...node, position: { x: Math.floor(block / 10) * 1_100 + column * 430, y: (block % 10) * 1_150 + row * 140 } }
  })
}

const sortNumbers = (page: Page) =>
  page.evaluate(() => {
    const numbers = Float64Array.from({ length: 1_000_000 }, (_, index) => (index * 7_919) % 1_000_003)
    const began = performance.now()
    numbers.sort()
    return performance.now() - began
  })

/** For the page: resolves with the time since its navigation began, when a click has chosen a card. */
const untilClicked = `new Promise((resolve) => {
  const look = () => {
    document.querySelector('.react-flow__node')?.click()
    if (document.querySelector('.react-flow__node.selected')) resolve(performance.now())
    else requestAnimationFrame(look)
  }
  look()
})`

/** For the page: keeps for each key how long it took until the frame after it was made. */
const noteKeys = `{
  globalThis.taken = []
  const channel = new MessageChannel()
  const begun = []
  channel.port1.onmessage = () => taken.push(performance.now() - begun.shift())
  addEventListener('keydown', (event) => requestAnimationFrame(() => {
    begun.push(event.timeStamp)
    channel.port2.postMessage(0)
  }), true)
}`

const untilDrawn = (page: Page) => page.locator('.react-flow__node').first().waitFor()

/** All script that a page loads for a first look at a canvas, as it is without anything kept. What its worker loads beside it is told apart. */
async function firstLoad(page: Page, at: string): Promise<void> {
  const sizes = new Map<string, Promise<number>>()
  const tab = await page.context().newPage()
  tab.on('response', (response) => {
    if (/\.js(\?|$)/.test(response.url())) sizes.set(response.url().replace(/^.*\//, ''), response.body().then((body) => gzipSync(body).length, () => 0))
  })
  await tab.goto(at)
  await untilDrawn(tab)
  await tab.waitForTimeout(1_500)
  // Vite names a worker's pieces after its files.
  const isOfWorker = (name: string) => /^(problem-worker|answer-question)-/.test(name)
  const all = await Promise.all([...sizes].map(async ([name, size]) => ({ name, size: await size })))
  const each = all.filter(({ name }) => !isOfWorker(name))
  const beside = all.filter(({ name }) => isOfWorker(name)).reduce((total, { size }) => total + size, 0)
  const sum = each.reduce((total, { size }) => total + size, 0)
  console.log(`  first load of a canvas: ${(sum / 1_000).toFixed(0)} kB of script as gzip in ${each.length} files (goal 350); its worker’s compiler ${(beside / 1_000).toFixed(0)} kB beside it`)
  for (const { name, size } of each.sort((a, b) => b.size - a.size).slice(0, 8)) console.log(`    ${(size / 1_000).toFixed(1).padStart(6)} kB ${name}`)
  await tab.close()
}

/** From the start of the navigation until a click on a card has chosen it, in ms: the middle of some. */
async function open(page: Page, at: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < opens; round += 1) {
    await page.goto('about:blank')
    await page.goto(at, { waitUntil: 'commit' })
    const took = (await page.evaluate(untilClicked)) as number
    times.push(took)
  }
  return median(times)
}

/** Main-thread work of a frame while a card is dragged and while the canvas is moved. */
async function frames(page: Page, session: CDPSession, count: number): Promise<void> {
  await page.waitForTimeout(1_500)
  await page.keyboard.press('Escape')
  const cards = page.locator('.react-flow__node')
  const box = await middleCard(page)
  const drag = await frameWork(session, async () => {
    await page.mouse.move(box.x, box.y)
    await page.mouse.down()
    for (let step = 0; step < 120; step += 1) {
      await page.mouse.move(box.x + Math.sin(step / 12) * 120, box.y + step * 0.8)
      await page.waitForTimeout(8)
    }
    await page.mouse.up()
  })
  const pane = await page.locator('.react-flow__pane').boundingBox()
  if (!pane) throw new Error('bench.frames: no canvas')
  const pan = await frameWork(session, async () => {
    await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2)
    for (let step = 0; step < 120; step += 1) {
      await page.mouse.wheel(Math.sin(step / 12) * 40, Math.cos(step / 18) * 60)
      await page.waitForTimeout(8)
    }
  })
  const words = (work: number[]) => `p50 ${median(work).toFixed(1)}, p95 ${percentile(work, 0.95).toFixed(1)} ms over ${work.length} frames`
  console.log(`  ${count} nodes (${await cards.count()} drawn): work of a frame, dragging ${words(drag)}; moving the canvas ${words(pan)} (goal p95 8 ms)`)
  await page.keyboard.press('Control+z')
}

async function middleCard(page: Page): Promise<{ x: number; y: number }> {
  const pane = await page.locator('.react-flow__pane').boundingBox()
  if (!pane) throw new Error('bench.middleCard: no canvas')
  const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 }
  const boxes = await page.locator('.react-flow__node').evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })))
  const nearest = boxes.sort((a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y))[0]
  if (!nearest) throw new Error('bench.middleCard: no card')
  return nearest
}

/** From a key in a form to the frame that shows it. */
async function keystrokes(page: Page, count: number): Promise<void> {
  const { x, y } = await middleCard(page)
  await page.mouse.click(x, y)
  const name = page.getByLabel('Name of the step')
  await name.waitFor()
  await page.waitForTimeout(500)
  await name.focus()
  await page.evaluate(noteKeys)
  for (let key = 0; key < 100; key += 1) {
    await page.keyboard.press('abcdefgh'[key % 8] ?? 'a')
    await page.waitForTimeout(30)
  }
  const taken = await page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken)
  console.log(`  ${count} nodes: a key until the screen shows it p50 ${median(taken).toFixed(1)}, p95 ${percentile(taken, 0.95).toFixed(1)} ms over ${taken.length} keys (goal p95 50 ms)`)
  await page.keyboard.press('Escape')
}

/** The heap after garbage is collected, over 2,000 gestures: steps chosen, moved, made again, removed, undone and redone. */
async function heap(page: Page, session: CDPSession): Promise<void> {
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6
  }
  const gestures = async (times: number) => {
    for (let each = 0; each < times; each += 10) {
      await page.keyboard.press('Tab')
      const { x, y } = await middleCard(page)
      await page.mouse.click(x, y)
      for (const key of ['ArrowRight', 'ArrowDown', 'Control+d', 'ArrowLeft', 'Delete', 'Control+z', 'Control+z', 'Control+z', 'Control+z']) await page.keyboard.press(key)
    }
  }
  await gestures(200)
  const sizes = [await used()]
  for (let part = 0; part < 4; part += 1) {
    await gestures(500)
    sizes.push(await used())
  }
  await until('the changes to be kept', 30_000, async () => (await page.getByText('Saved').count()) > 0)
  console.log(`  heap over 2,000 gestures on ${large.toLocaleString('en')} nodes: ${sizes.map((size) => size.toFixed(1)).join(' → ')} MB`)
}
