import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { standardGateRules } from '#nodes/revops/gate/gate-rules'
import { buildFlow } from '../conformance/build-flow'
import { until } from '../harness/until'
import { canvasAtRest } from './canvas-at-rest'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Message templates: none, written with a preview beside, changed and brought back, chosen in a step, and the e-mail as it arrives. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page
let lead: { id: string; name: string }

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const ask = <Body>(path: string, method = 'GET', json?: object) =>
  page.evaluate(([url, how, body]) => fetch(url, { method: how, ...(body && { headers: { 'content-type': 'application/json' }, body }) }).then((answer) => answer.json()), [path, method, json && JSON.stringify(json)] as const) as Promise<Body>
const sheet = () => page.getByRole('dialog')
const mail = () => page.frameLocator('iframe.mail-frame')
async function write(id: string, text: string): Promise<void> {
  await page.locator(`[id="${id}"]`).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
  lead = await until('a lead of the sample', 180_000, async () => (await ask<{ leads: { id: string; name: string }[] }>('/api/leads')).leads[0], 500)
  await ask('/api/sample', 'PUT', { on: false })
  await ask('/api/contact-gate/rules', 'PUT', { ...standardGateRules, hours: [] })
})

afterAll(() => signedIn?.stop())

it('an empty page says what a template is for, and one is begun with a name', async () => {
  await go('/records/messages/templates')
  await page.getByText('No message template yet').waitFor()
  await look(page, 'message-templates-1-none', themes)
  await page.getByRole('button', { name: 'New message template' }).click()
  await sheet().getByLabel('Name').fill('Welcome')
  await look(page, 'message-templates-2-new', themes)
  await sheet().getByRole('button', { name: 'Begin to write' }).click()
  await page.getByRole('heading', { name: 'Welcome', exact: true }).waitFor()
})

it('what is written stands beside it as it arrives and as plain text, for an invented lead or for one that is chosen', { timeout: 120_000 }, async () => {
  await write('template-subject', 'Welcome, {{ lead.name }}')
  await write('template-body', '# Good to have you\n\nHello **{{ lead.name }}**,\n\nthree things to begin with:\n\n- look at [our guide](https://guide.example/start?from=mail)\n- tell us what you need\n- meet your team\n\n> We read every answer.')
  await mail().getByRole('heading', { name: 'Good to have you' }).waitFor()
  await page.getByText('our guide: https://guide.example/start?from=mail').waitFor()
  await page.getByLabel('Lead for the preview', { exact: true }).selectOption(lead.id)
  await mail().getByText(`Hello ${lead.name}`).waitFor()
  await look(page, 'message-templates-3-written', themes)
  await page.keyboard.press('ControlOrMeta+S')
  await page.getByText('Saved as version 2.').waitFor()
})

it('what cannot be read and what is empty is said while it is written', async () => {
  await write('template-body', 'Hello {{ lead.name')
  await page.getByText('is not closed with').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('This template could never be sent').waitFor()
  await look(page, 'message-templates-4-problem', themes)
  await write('template-body', 'Hello {{ lead.note }}')
  await page.getByText('One field is empty for this lead').waitFor()
  await look(page, 'message-templates-5-gap', themes)
  await write('template-body', 'Short and good, {{ lead.name }}.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved as version 3.').waitFor()
})

it('an older version is looked at and brought back', async () => {
  await page.getByRole('button', { name: 'Version 2', exact: true }).click()
  await sheet().getByText('three things to begin with').waitFor()
  await look(page, 'message-templates-6-version', themes)
  await sheet().getByRole('button', { name: 'Bring it back' }).click()
  await page.getByText('Version 2 is back, as version 4.').waitFor()
  await mail().getByRole('heading', { name: 'Good to have you' }).waitFor()
  await page.getByText('brought back version 2').waitFor()
})

it('it is chosen in a step, and then not deleted; the e-mail stands in the mailbox as it arrived', { timeout: 180_000 }, async () => {
  const { templates } = await ask<{ templates: { id: string }[] }>('/api/message-templates')
  const document = {
    ...buildFlow({ write: ['send-message', { sender: 'workspace', useFor: { amount: 20, unit: 'd' } }], done: ['end', { reason: 'completed' }] }, { 'write.sent': 'done', 'write.refused': 'done', 'write.expired': 'done', 'write.failed': 'done' }),
    name: 'Welcome them',
  }
  const { id } = await ask<{ id: string }>('/api/flows', 'POST', { document: { ...document, nodes: document.nodes.map((node) => (node.id === 'in' ? { ...node, type: 'manual-trigger' } : node)) } })
  await go(`/flows/${id}`)
  await page.locator('.react-flow__node[data-id="write"]').waitFor()
  await canvasAtRest(page)
  await page.locator('.react-flow__node[data-id="write"]').focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Message template').selectOption(templates[0]?.id ?? '')
  await expect.poll(() => page.getByLabel('Subject', { exact: true }).count()).toBe(0)
  await look(page, 'message-templates-7-step', themes)
  await until('the draft to be saved', 30_000, async () => (await ask<{ rev: number }>(`/api/flows/${id}`)).rev > 1)
  const { rev } = await ask<{ rev: number }>(`/api/flows/${id}`)
  await ask(`/api/flows/${id}/publish`, 'POST', { rev, base: null })
  await ask(`/api/flows/${id}/start`, 'POST', { leadId: lead.id, idempotencyKey: 'browser' })

  await go('/mailbox')
  await page.getByRole('button', { name: `Welcome, ${lead.name}` }).click({ timeout: 60_000 })
  await mail().getByRole('link', { name: 'our guide' }).waitFor()
  await mail().getByRole('link', { name: 'No more of these' }).waitFor()
  await look(page, 'message-templates-8-arrived', ['light'])
  // As in a mail program that is dark.
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'message-templates-8-arrived', ['dark'])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'As plain text' }).click()
  await page.locator('.mail-text', { hasText: 'our guide: ' }).waitFor()
  const preferences = /\/u\/\S+/.exec((await page.locator('.mail-text').textContent()) ?? '')?.[0] ?? ''
  await go(preferences)
  await page.getByRole('heading').first().waitFor()
  // What a person outside sees has the colours of their own machine.
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    await look(page, `message-templates-11-preferences-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })

  await go(`/records/messages/templates/${templates[0]?.id}`)
  await page.getByRole('link', { name: 'Welcome them' }).waitFor()
  await page.getByRole('button', { name: 'Delete this template' }).click()
  await sheet().getByText('It cannot be deleted while flows send it: Welcome them').waitFor()
  await expect.poll(() => sheet().getByRole('button', { name: 'Delete it' }).isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 900, height: 768 })
  await look(page, 'message-templates-9-narrow', themes)
  await page.setViewportSize({ width: 1440, height: 900 })
  await go('/records/messages/templates')
  await page.getByText('Welcome them').waitFor()
  await look(page, 'message-templates-10-list', themes)
})
