import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { standardGateRules } from '#nodes/revops/gate/gate-rules'
import { buildFlow } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* What flows write to people outside: none yet, one that went, one that is held and stopped by hand. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page
let lead: { id: string; name: string }

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const ask = <Body>(path: string, method = 'GET', json?: object) =>
  page.evaluate(([url, how, body]) => fetch(url, { method: how, ...(body && { headers: { 'content-type': 'application/json' }, body }) }).then((answer) => answer.json()), [path, method, json && JSON.stringify(json)] as const) as Promise<Body>
const rows = () => page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Say thanks' }) })

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
  lead = await until('a lead of the sample', 180_000, async () => (await ask<{ leads: { id: string; name: string }[] }>('/api/leads')).leads[0], 500)
  await ask('/api/sample', 'PUT', { on: false })
})

afterAll(() => signedIn?.stop())

it('an empty page says when something will stand here', async () => {
  await go('/records/messages')
  await page.getByText('Nobody was written to yet').waitFor()
  await look(page, 'messages-1-none', themes)
})

it('what went and what is held stand there with the reason; one is opened with its text and each question that was asked', { timeout: 240_000 }, async () => {
  const document = {
    ...buildFlow(
      { write: ['send-message', { sender: 'workspace', subject: 'Thank you, {{ lead.name }}' }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] },
      { 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' },
    ),
    name: 'Say thanks',
  }
  const { id } = await ask<{ id: string }>('/api/flows', 'POST', { document: { ...document, nodes: document.nodes.map((node) => (node.id === 'in' ? { ...node, type: 'manual-trigger' } : node)) } })
  await ask(`/api/flows/${id}/publish`, 'POST', { rev: 1, base: null })
  await ask('/api/contact-gate/rules', 'PUT', { ...standardGateRules, hours: [], caps: [{ channel: 'email', per: 'day', most: 1 }] })
  for (const [index, state] of ['Sent', 'Held back'].entries()) {
    await ask(`/api/flows/${id}/start`, 'POST', { leadId: lead.id, idempotencyKey: `browser-${index}` })
    await rows().getByText(state, { exact: true }).waitFor({ timeout: 60_000 })
  }
  await rows().getByText('1 of 1 today: E-mail').waitFor()
  await look(page, 'messages-2-list', themes)

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByText(`Thank you, ${lead.name}`).waitFor()
  await sheet.getByText('It may go', { exact: true }).waitFor()
  await sheet.getByText('[their own link]').waitFor()
  await look(page, 'messages-3-sent', themes)
  await page.keyboard.press('Escape')
})

it('is narrowed by state, way and words, and says when nothing fits', async () => {
  await page.getByRole('button', { name: 'Held back (1)' }).click()
  await expect.poll(() => rows().count()).toBe(1)
  await page.getByLabel('By which way').selectOption('sms')
  await page.getByText('No message fits').waitFor()
  await look(page, 'messages-4-none-fits', themes)
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await expect.poll(() => rows().count()).toBe(2)
  await page.keyboard.press('/')
  await page.locator('input:focus').waitFor()
  await page.keyboard.type('nobody like this')
  await page.getByText('No message fits').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
})

it('B6: what is held is stopped from the lead’s page; what will and will not be sent is said before', async () => {
  await go(`/records/leads/${lead.id}`)
  const written = page.locator('.person-messages li')
  await written.filter({ hasText: 'Held back' }).waitFor()
  await look(page, 'messages-5-lead', themes)
  await written.filter({ hasText: 'Held back' }).getByRole('button').click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Not yet', { exact: true }).waitFor()
  await look(page, 'messages-6-held', themes)
  await sheet.getByRole('button', { name: 'Stop this message' }).click()
  await sheet.getByText('Later messages of this flow and of others are not stopped by it.').waitFor()
  await sheet.getByLabel('Why').fill('They are on the phone with us')
  await look(page, 'messages-7-stop', themes)
  await sheet.getByRole('button', { name: 'Stop this message' }).click()
  await written.filter({ hasText: 'Called off' }).waitFor()
  await go('/records/messages?state=cancelled')
  await rows().getByText('They are on the phone with us').waitFor()
  await page.setViewportSize({ width: 1024, height: 768 })
  await look(page, 'messages-8-narrow', themes)
  await page.setViewportSize({ width: 1440, height: 900 })
})

it('the person has a page: their inquiries, what was written, whether they may be written to, and what is under way', async () => {
  await go(`/records/leads/${lead.id}`)
  await page.getByRole('link', { name: 'See the person' }).click()
  await page.getByRole('heading', { name: lead.name, exact: true }).waitFor()
  await page.getByText('One inquiry').waitFor()
  await page.getByText('May we write now?').waitFor()
  await page.locator('.person-messages li').filter({ hasText: 'Called off' }).waitFor()
  await page.getByText('The lead arrived from').waitFor()
  await look(page, 'messages-9-person', themes)
  await page.getByRole('button', { name: 'By people' }).click()
  await expect.poll(() => page.getByText('The lead arrived from').count()).toBe(0)
})
