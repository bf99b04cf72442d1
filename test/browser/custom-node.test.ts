import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runOf } from '../custom-nodes/make-nodes'
import { beginFlow, placeAndPublish } from '../custom-nodes/place-and-publish'
import { type Author, startAuthor } from '../custom-nodes/start-author'
import { until } from '../harness/until'
import { look as lookAt } from './look'

/* Somebody makes a node of their own while everything runs, places it, and a lead passes through it. */

let author: Author
let flowId: string
beforeAll(async () => {
  author = await startAuthor()
})
afterAll(() => author?.stop())

const look = (name: string) => lookAt(author.browser.page, `node-${name}`)

it('a node made by new-node is told of on the open page, and stands in the palette after a reload', async () => {
  const { page } = author.browser
  flowId = await beginFlow(author)
  await page.goto(`${author.stack.url}/flows/${flowId}`)
  await page.locator('.react-flow__node').first().waitFor()
  const palette = page.getByRole('complementary', { name: 'Steps to add' })
  expect(await palette.getByRole('button', { name: 'Lead grade' }).count()).toBe(0)

  expect(author.terminal('new-node', 'lead-grade').status).toBe(0)
  await palette.getByText('Kinds of steps have changed.').waitFor({ timeout: 60_000 })
  await look('1-changed')
  await palette.getByRole('button', { name: 'Reload' }).click()
  await palette.getByRole('button', { name: 'Lead grade', exact: true }).waitFor()
  await expect.poll(() => palette.getByText('Kinds of steps have changed.').count()).toBe(0)
})

it('it is placed, published, and a lead passes through it', async () => {
  const { page } = author.browser
  await placeAndPublish(author, flowId, 'Lead grade')
  await look('2-placed')
  await author.untilWorkerCameUp(2)
  await author.sendLead('passing')
  const run = await author.runOf(flowId, 0)
  expect(run.state).toBe('done')
  expect(run.steps[0]).toMatchObject({ state: 'done', outlet: expect.stringMatching(/^(yes|no)$/), output: { amount: expect.any(Number) } })
  expect((await author.runOf(author.otherFlow, 0)).state).toBe('done')
  await page.goto(`${author.stack.url}/runs/${run.id}`)
  await page.locator('.react-flow__node', { hasText: 'Lead grade' }).waitFor()
  await look('3-run')
})

it('its page says what can be set and where it leads, and a search finds it by a field that it reads', async () => {
  const { page } = author.browser
  await page.goto(`${author.stack.url}/flows/${flowId}`)
  await page.getByRole('complementary', { name: 'Steps to add' }).getByRole('link', { name: 'About “Lead grade”' }).click()
  await page.getByRole('heading', { name: 'Lead grade' }).waitFor()
  await page.getByText('Worth at least').first().waitFor()
  await page.getByText('Expected value').waitFor()
  await look('4-docs')
  await page.getByLabel('Find a kind of step').fill('expected value custom')
  await expect.poll(() => page.getByRole('navigation', { name: 'Kinds of steps' }).getByRole('button').allInnerTexts()).toEqual(['Lead grade'])
  await page.getByLabel('Find a kind of step').fill('zebra')
  await page.getByText('No kind of step is like that').waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${author.stack.url}/nodes?type=notify`)
  await page.getByRole('heading', { name: 'Tell someone' }).waitFor()
  await look('5-docs-dark')
  await page.emulateMedia({ colorScheme: 'light' })
})

it('once it is broken it is named, the canvas still shows the step, and other flows run', async () => {
  const { page } = author.browser
  const sound = readFileSync(join(author.folder, 'lead-grade', 'definition.ts'), 'utf8')
  const times = author.timesWorkerCameUp()
  // Opened before it breaks: a page that is opened meanwhile may have it broken from the beginning, with nothing to reload, or not find its code any more.
  await page.goto(`${author.stack.url}/flows/${flowId}`)
  await page.locator('.react-flow__node', { hasText: 'Lead grade' }).waitFor()
  author.write('lead-grade/definition.ts', `throw new Error('no licence')\n${sound}`)
  await page.getByText('lead-grade is broken: no licence').waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByText('This kind of step is not installed here').first().waitFor()
  await look('6-broken')
  await author.untilWorkerCameUp(times + 1)
  await author.sendLead('meanwhile')
  expect((await author.runOf(author.otherFlow, 1)).state).toBe('done')

  author.write('lead-grade/definition.ts', sound)
  await author.untilWorkerCameUp(times + 2)
  const held = await until('the run that was held to end', 90_000, async () => (await author.runsOf(flowId)).every((run) => run.state === 'done'), 300)
  expect(held).toBe(true)
})

it('code that does not come to an end fails its own run by name, and no other', async () => {
  const times = author.timesWorkerCameUp()
  author.write('lead-grade/run.ts', runOf('for (;;) {}'))
  await author.untilWorkerCameUp(times + 1)
  await author.sendLead('stuck')
  const run = await author.runOf(flowId, 2)
  expect(run).toMatchObject({ state: 'failed', failure: { code: 'too-slow', message: expect.stringMatching(/“Lead grade” was stopped.*lead-grade\/run\.ts/) } })
  expect((await author.runOf(author.otherFlow, 2)).state).toBe('done')
})

it('no page threw or complained', () => {
  expect(author.browser.problems).toEqual([])
})
