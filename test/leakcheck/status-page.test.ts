import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld } from '#server/db/open-world'
import { keepFindings } from '#server/leakcheck/keep-findings'
import { runLeakcheck } from '#server/leakcheck/run-leakcheck'
import { type OpenBrowser, openBrowser } from '../browser/open-browser'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

/* The status page in a real browser on the real stack. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env.WATERTIGHT_SHOTS
let stack: Stack
let browser: OpenBrowser

beforeAll(async () => {
  stack = await startStack({ smtpUrl: '', env: { WATERTIGHT_PAGES: 'on', WATERTIGHT_SMTP_URL: '' }, prepare: () => undefined })
  await stack.untilWorkerIsReady()
  browser = await openBrowser()
  const link = await stack.untilOwnersLink()
  await browser.page.goto(link)
  await browser.page.getByRole('heading', { name: 'Flows' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  stack?.remove()
})

async function look(name: string, area = 'body'): Promise<void> {
  const { page } = browser
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    if (shots) {
      mkdirSync(shots, { recursive: true })
      await page.screenshot({ path: join(shots, `${name}-${scheme}.png`) })
    }
    // Evaluated by the browser's debugger, which the page's content security policy does not bind.
    await page.evaluate(axe)
    const found = await page.evaluate(async (part) => {
      const { violations } = await (globalThis as unknown as { axe: { run(part: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe.run(part)
      return violations.filter((each) => each.impact === 'serious' || each.impact === 'critical').map((each) => `${each.id}: ${each.nodes[0]?.html.slice(0, 160)}`)
    }, area)
    expect(found, `axe on ${name}, ${scheme}`).toEqual([])
  }
}

it('says that everything is fine, in one sentence and part by part', async () => {
  const { page } = browser
  await page.getByRole('link', { name: 'Status', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'Everything is fine' }).waitFor({ timeout: 60_000 })
  await page.getByText('with nobody').waitFor({ timeout: 60_000 })
  for (const part of ['Engine', 'Intake', 'Messages', 'Leads', 'Storage']) await page.getByRole('heading', { name: part, exact: true }).waitFor()
  await look('status-fine')
  await page.setViewportSize({ width: 390, height: 844 })
  await look('status-fine-phone', '#content')
  await page.setViewportSize({ width: 1440, height: 900 })
})

it('shows a leak with its lead, its worth and what to do, in the menu too, and Enter opens its run', async () => {
  const { page } = browser
  const { db, writer } = openWorld(stack.databaseFile)
  try {
    const run = await until('a run waits', 60_000, () => db.$client.prepare(`select id, subject_id from runs where state in ('waiting', 'done') limit 1`).get() as { id: string; subject_id: string } | undefined)
    db.$client.prepare(`update runs set state = 'done', end_reason = 'completed', ended_at = ? where id = ?`).run(Date.now() - 26 * 60_000, run.id)
    db.$client.prepare(`update waits set state = 'cancelled' where run_id = ?`).run(run.id)
    db.$client.prepare(`update assignments set state = 'released' where subject_id = ?`).run(run.subject_id)
    db.$client.prepare(`update leads set state = 'open', owner_id = null where id = ?`).run(run.subject_id)
    const now = Date.now()
    const { findings } = await runLeakcheck({ databaseFile: stack.databaseFile, now })
    await keepFindings(db, writer, findings, now, true)
    expect(findings.map(({ kind }) => kind)).toEqual(['lead-with-nobody'])

    await page.getByRole('cell', { name: /no reason was recorded/ }).waitFor({ timeout: 60_000 })
    await page.getByRole('status').filter({ hasText: '1 leak' }).waitFor()
    await page.getByRole('link', { name: /Status/ }).filter({ hasText: '1' }).waitFor()
    await page.getByRole('heading', { name: 'Status' }).click()
    await page.keyboard.press('j')
    await look('status-leak')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/runs/${run.id}`)
    await page.goBack()
  } finally {
    db.$client.close()
  }
})

it('says what is wrong and what to do when the worker has ended', async () => {
  const { page } = browser
  await page.getByRole('heading', { name: 'Status' }).waitFor()
  // It is soon back, and the page asks every few seconds only: it is ended until the page has seen it.
  await until('the page says that it has ended', 60_000, async () => {
    await stack.kill('worker')
    return (await page.getByText(/Its process \(\d+\) has ended\./).isVisible()) && (await page.getByText('It is started again by itself.').isVisible())
  })
  await look('status-worker')
})
