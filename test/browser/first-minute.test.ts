import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSmtpReceiver, type SmtpReceiver } from '../harness/receivers/smtp-receiver'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'
import { canvasAtRest } from './canvas-at-rest'
import { look as lookAt } from './look'
import { type OpenBrowser, openBrowser } from './open-browser'

/*
 * A newcomer's first minutes on the sample workspace, in a real browser on the real stack. With WATERTIGHT_SHOTS=FOLDER each
 * stage leaves a picture there.
 */

let smtp: SmtpReceiver
let stack: Stack
let browser: OpenBrowser
let started = 0

beforeAll(async () => {
  smtp = await startSmtpReceiver()
  started = Date.now()
  stack = await startStack({ smtpUrl: '', env: { WATERTIGHT_PAGES: 'on', WATERTIGHT_SMTP_URL: '' }, prepare: () => undefined })
  await stack.untilWorkerIsReady()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  stack?.remove()
  await smtp?.stop()
})

const look = (name: string) => lookAt(browser.page, name)

const get = <T>(path: string): Promise<T> => browser.page.evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<T>

it('signs in by the link, once', async () => {
  const link = await stack.untilOwnersLink()
  await browser.page.goto(link)
  await browser.page.getByRole('heading', { name: 'Flows' }).waitFor()
  await browser.page.getByText('Version 1 is live').waitFor()
  await look('1-flows')
})

it('a lead is routed, ignored, re-routed and acknowledged, and it shows on the canvas', { timeout: 240_000 }, async () => {
  const { page } = browser
  const { rows } = await until('a run', 60_000, async () => {
    const found = await get<{ rows: { id: string }[] }>('/api/runs')
    return found.rows.length > 0 && found
  })
  await page.goto(`${stack.url}/runs/${rows.at(-1)?.id}`)
  await page.getByText('Wait for the rep').first().waitFor()
  await look('2-run-waiting')
  const done = await until('the lead to be taken', 120_000, async () => {
    const run = await get<{ state: string; endReason: string; steps: { nodeId: string; outlet: string }[] }>(`/api/runs/${rows.at(-1)?.id}`)
    return run.state === 'done' && run
  })
  const seconds = (Date.now() - started) / 1000
  expect(done.endReason).toBe('accepted')
  expect(done.steps.map((step) => `${step.nodeId} ${step.outlet}`)).toEqual(expect.arrayContaining(['wait-first timedOut', 'wait-next acknowledged']))
  console.log(`From the start to a lead routed, ignored, re-routed and acknowledged: ${seconds.toFixed(0)} s`)
  // Shown by the stream, without a reload.
  await page.locator('.chip').getByText('Somebody has it').first().waitFor()
  await page.waitForTimeout(400)
  await look('3-run-done')
})

it('moves a step, changes its settings, sees a problem, mends it and publishes version 2', async () => {
  const { page } = browser
  const { flows } = await get<{ flows: { id: string }[] }>('/api/flows')
  const flowId = flows[0]?.id ?? ''
  await page.goto(`${stack.url}/flows/${flowId}`)
  const card = page.locator('.react-flow__node[data-id="wait-first"]')
  await card.waitFor()
  await canvasAtRest(page)
  await look('4-canvas')

  const before = await card.boundingBox()
  if (!before) throw new Error('the card is not there')
  await page.mouse.move(before.x + 60, before.y + 20)
  await page.mouse.down()
  await page.mouse.move(before.x + 10, before.y + 60, { steps: 8 })
  await page.mouse.up()
  await card.click()
  await page.getByLabel('Amount').fill('20')
  await card.getByText('at most 20 s').waitFor()
  await look('5-inspector')

  // An edge is taken away: its way out is open, publishing is held, and undo brings it back.
  // The step lies out of sight: a click may only hit what stays where it is.
  await page.getByRole('button', { name: 'Show the whole flow' }).click()
  await canvasAtRest(page)
  await page.locator('.react-flow__node[data-id="accepted"]').click()
  await page.locator('.react-flow__node[data-id="accepted"].selected').waitFor()
  await page.keyboard.press('Delete')
  await page.getByText(/problems? blocks? publishing|problems block publishing/).waitFor()
  await look('6-problems')
  await page.keyboard.press('Control+z')
  await page.getByText('Ready to publish').waitFor()

  await until('the draft to be saved', 30_000, async () => (await get<{ hasChanges: boolean; rev: number }>(`/api/flows/${flowId}`)).rev > 1)
  await page.getByRole('button', { name: 'Publish version 2' }).click()
  await page.getByLabel('What is new').fill('The first rep has 20 seconds')
  await look('7-publish')
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click()
  // In a toast, and then above the canvas as well.
  await page.getByText('Version 2 is live.').first().waitFor()
  const flow = await get<{ published: { version: number }; draft: { nodes: { id: string; params: { window?: { amount: number } } }[] } }>(`/api/flows/${flowId}`)
  expect([flow.published.version, flow.draft.nodes.find((node) => node.id === 'wait-first')?.params.window?.amount]).toEqual([2, 20])
})

it.each([['runs', 'Runs'], ['work', 'Work'], ['mailbox', 'Mailbox'], ['records', 'Records'], ['settings', 'Settings']])('shows %s', async (path, heading) => {
  await browser.page.goto(`${stack.url}/${path}`)
  await browser.page.getByRole('heading', { name: heading }).first().waitFor()
  await browser.page.waitForTimeout(500)
  await look(`8-${path}`)
})

it('a rep takes a lead on the phone, and pressing again changes nothing', async () => {
  const phone = await openBrowser({ width: 390, height: 844 })
  const desk = browser
  try {
    const haveIt = phone.page.getByRole('button', { name: 'I have it' })
    // Whom it is offered to may answer their mail, or the time may end, while the page opens: then the next one is taken.
    await until('an offer that is open on the phone', 90_000, async () => {
      const { messages } = await get<{ messages: { id: string }[] }>('/api/mailbox')
      for (const { id } of messages.slice(0, 4)) {
        const { text } = await get<{ text: string }>(`/api/mailbox/${id}`)
        const found = /http:\/\/\S+\/a\/(\S+)/.exec(text)
        if (!found) continue
        const offer = await get<{ state: string; until: number | null; now: number }>(`/api/acks/${found[1]}`)
        if (offer.state !== 'open' || offer.until === null || offer.until - offer.now < 10_000) continue
        await phone.page.goto(found[0])
        await haveIt.or(phone.page.locator('.ack-outcome')).waitFor()
        if ((await haveIt.count()) === 1) return true
      }
      return undefined
    }, 300)
    browser = phone
    await look('9-offer')
    await haveIt.click()
    await phone.page.getByText(/yours/i).first().waitFor()
    await look('10-taken')
    await phone.page.reload()
    await phone.page.getByText(/yours/i).first().waitFor()
  } finally {
    browser = desk
    await phone.close()
  }
})

it('no page threw or complained', () => {
  expect(browser.problems).toEqual([])
})
