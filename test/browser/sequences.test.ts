import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, minutes } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* What people leave a flow by and how it stands beside others, set on the canvas. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

let signedIn: SignedIn
let page: Page
let flowId = ''
const flow = buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }] }, { 'nap.done': 'done' })

const draft = async () => ((await page.evaluate((url) => fetch(url).then((answer) => answer.json()), `/api/flows/${flowId}`)) as { draft: FlowDocument }).draft

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
  const body = JSON.stringify({ document: { ...flow, name: 'Letters' } })
  const made = await page.evaluate((json) => fetch('/api/flows', { method: 'POST', headers: { 'content-type': 'application/json' }, body: json }).then((answer) => answer.json()), body)
  flowId = (made as { id: string }).id
})

afterAll(() => signedIn?.stop())

it('what ends it early, its group and how much it matters are set in words, saved, and told in its story', async () => {
  await page.goto(`${signedIn.stack.url}/flows/${flowId}`)
  await page.getByRole('button', { name: 'Something that ends it' }).click()
  const first = page.getByRole('group', { name: '1. thing that ends it' })
  await first.getByLabel('What happens').selectOption({ label: 'A meeting is booked' })
  await first.getByLabel('because').selectOption({ label: 'A meeting is booked' })
  await page.getByRole('button', { name: 'Something that ends it' }).click()
  const second = page.getByRole('group', { name: '2. thing that ends it' })
  await second.getByLabel('What happens').selectOption({ label: 'A field of the lead changes' })
  await second.getByLabel('because').selectOption({ label: 'Not a lead for us' })
  await second.getByRole('button', { name: 'Only if…' }).click()
  await second.getByRole('button', { name: 'Rule', exact: false }).click()
  await page.getByLabel('One flow of this group at a time, for each person').fill('letters')
  await page.getByLabel('When another of the group is under way').selectOption({ label: 'Do not start' })
  await page.getByLabel('How much it matters').selectOption({ label: 'More than most' })
  await look(page, 'sequences-1-settings', ['light', 'dark'])
  await until('the draft to be saved', 20_000, async () => (await draft()).sequence?.priority === 3)
  expect((await draft()).sequence).toMatchObject({ group: 'letters', whenBusy: 'drop', priority: 3, exits: [{ event: 'meeting.booked', reason: 'meeting-booked' }, { event: 'lead.updated', reason: 'disqualified' }] })
  expect(signedIn.browser.problems).toEqual([])
  await page.goto(`${signedIn.stack.url}/flows/${flowId}/explain`)
  await page.getByRole('heading', { name: 'It ends early when' }).waitFor()
  await page.getByText('A meeting is booked → “A meeting is booked”').waitFor()
  await look(page, 'sequences-2-story', ['light', 'dark'])
  expect(signedIn.browser.problems).toEqual([])
})

it('B6: what runs is held at once, with what will not go said before, and let go on', { timeout: 240_000 }, async () => {
  await until('a run to be under way', 60_000, async () => ((await page.evaluate(() => fetch('/api/runs?view=open').then((answer) => answer.json()))) as { rows: unknown[] }).rows.length > 0, 500)
  await page.goto(`${signedIn.stack.url}/runs`)
  await page.getByRole('button', { name: 'Hold, move or stop all' }).click()
  const sheet = page.getByRole('dialog', { name: 'All runs of all flows' })
  await sheet.getByText(/^\d+ runs? of \d+ (person|people)\.$/).waitFor()
  await sheet.getByRole('button', { name: 'Only some of them…' }).click()
  await look(page, 'sequences-3-steer', ['light', 'dark'])
  await sheet.getByLabel('Stop them for good').check()
  await sheet.getByText(/never go|none will go any more/).waitFor()
  await sheet.getByLabel('Hold them where they stand').check()
  await sheet.getByText(/until you let them go on/).waitFor()
  // What the sample does has them counted anew: whoever presses meanwhile is heard.
  let answer = () => {}
  const pressed = new Promise<void>((resolve) => {
    answer = resolve
  })
  const preview = '**/steer/preview'
  await page.route(preview, (route) => pressed.then(() => route.continue()).catch(() => undefined))
  await page.waitForRequest(preview, { timeout: 90_000 })
  await sheet.getByRole('button', { name: 'Hold them' }).click()
  await page.getByText(/^\d+ runs? changed\.$/).waitFor()
  answer()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const holds = async () => new Set(((await page.evaluate(() => fetch('/api/runs?view=open').then((answer) => answer.json()))) as { rows: { hold: string | null; startedAt: number }[] }).rows.map(({ hold }) => hold))
  await until('them to be held', 20_000, async () => (await holds()).has('paused'))
  await page.getByRole('button', { name: 'Hold, move or stop all' }).click()
  await sheet.getByLabel('Let held ones go on, their dates moved by the pause').check()
  await sheet.getByRole('button', { name: 'Let them go on' }).click()
  await until('none to be held', 20_000, async () => !(await holds()).has('paused'))
  expect(signedIn.browser.problems).toEqual([])
})
