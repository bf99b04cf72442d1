import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '#server/db/open-database'
import { conflicts, contacts, runs } from '#server/db/schema'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* What holds for contact with people outside: its rules, whom nobody writes to, and where two of us met. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let signedIn: SignedIn
let page: Page
let db: Database

const go = (path: string) => page.goto(`${signedIn.stack.url}/records/messages/${path}`)
const ask = <Body>(path: string) => page.evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<Body>
const sheet = () => page.getByRole('dialog')
const row = (text: string) => page.getByRole('row').filter({ hasText: text })

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
  db = openDatabase(signedIn.stack.databaseFile)
  // The server and its worker write as well.
  db.$client.pragma('busy_timeout = 20000')
  await until('a run of the sample', 180_000, async () => (await ask<{ rows: unknown[] }>('/api/runs')).rows.length > 0, 500)
})

afterAll(async () => {
  db?.$client.close()
  await signedIn?.stop()
})

it('the rules are read, changed in words, refused where they make no sense, and brought back', async () => {
  await go('rules')
  await page.getByRole('heading', { name: 'At which hours' }).waitFor()
  await look(page, 'contact-1-rules', themes)
  await page.getByLabel('Hours 6: to', { exact: true }).fill('06:00')
  await page.getByText('These hours must end after they begin').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
  await look(page, 'contact-2-wrong', themes)
  await page.getByLabel('Hours 6: to', { exact: true }).fill('19:30')
  await page.getByLabel('Hours 6: where', { exact: true }).fill('de')
  await page.getByRole('button', { name: 'Add a limit' }).click()
  await page.getByLabel('After a colleague was in touch with the person').fill('5')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. It holds for every message from now on.').waitFor()
  const { rules } = await ask<{ rules: { hours: object[]; caps: object[]; afterHumanDays: number } }>('/api/contact-gate/rules')
  expect([rules.hours.at(-1), rules.caps.length, rules.afterHumanDays]).toEqual([{ channels: ['email'], region: 'DE', from: '07:00', to: '19:30' }, 5, 5])
  // The form begins anew with what was saved; what is changed before that would be lost.
  await page.getByRole('button', { name: 'Undo', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'As recommended' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(async () => (await ask<{ rules: { caps: object[] } }>('/api/contact-gate/rules')).rules.caps.length).toBe(4)
})

it('somebody is put on the list and taken off it with a reason; a list comes in at once', async () => {
  await go('do-not-contact')
  await page.getByText('Nobody is on the list').waitFor()
  await look(page, 'contact-3-none', themes)
  await page.getByRole('button', { name: 'Add somebody' }).first().click()
  await sheet().getByLabel('Whom').fill('somebody')
  await sheet().getByLabel('Why').fill('Asked us on the phone')
  await sheet().getByRole('button', { name: 'Put on the list' }).click()
  await sheet().getByText('Write an e-mail address').waitFor()
  await look(page, 'contact-4-add', themes)
  await sheet().getByLabel('Whom').fill('Ada@Example.com')
  await sheet().getByRole('button', { name: 'Put on the list' }).click()
  await row('ada@example.com').getByText('By no way at all').waitFor()

  await page.getByRole('button', { name: 'Take in a list' }).click()
  await sheet().getByLabel('The list, one on each line').fill('bea@example.com, moved away\n+49 30 5550 100\nada@example.com\nnobody here\nspam.example')
  await sheet().getByLabel('Why, where a line does not say it').fill('From the old CRM')
  await look(page, 'contact-5-import', themes)
  await sheet().getByRole('button', { name: 'Put all on the list' }).click()
  await sheet().getByText('Line 4: nobody here').waitFor()
  await look(page, 'contact-6-imported', themes)
  await sheet().getByRole('button', { name: 'Close' }).click()
  await row('@spam.example').waitFor()
  await look(page, 'contact-7-list', themes)
  await page.getByLabel('Find an address, a number, a domain or a reason').fill('moved')
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
  await page.getByRole('button', { name: 'Take off bea@example.com' }).click()
  await sheet().getByLabel('Why').fill('Back again')
  await sheet().getByRole('button', { name: 'Take it off' }).click()
  await page.getByText('Nobody on the list fits').waitFor()
})

it('conflicts say who met, what was done by which rule, and how often people notice', { timeout: 240_000 }, async () => {
  await go('conflicts')
  await page.getByText('No conflict yet').waitFor()
  await look(page, 'contact-8-no-conflict', themes)
  const contactId = db.select({ id: contacts.id }).from(contacts).get()?.id ?? ''
  // The end of a run settles its conflicts: this one is over.
  const runId = await until('a run that has ended', 200_000, () => db.select({ id: runs.id }).from(runs).where(eq(runs.state, 'done')).get()?.id, 300)
  const now = Date.now()
  const met = (id: string, more: Partial<typeof conflicts.$inferInsert>) => db.insert(conflicts).values({ id, openKey: id, contactId, kind: 'messages', rule: 'gap', action: 'held', state: 'open', detectedAt: now, ...more }).run()
  met('c1', { runId, kind: 'flows', rule: 'priority', action: 'paused', otherRunId: runId })
  met('c2', { runId, rule: 'cap', state: 'resolved', outcome: 'sent', resolvedAt: now })
  met('c3', { kind: 'colleagues', rule: 'none', action: 'told', state: 'delivered' })
  await go('conflicts?state=')
  await row('Two flows for one person').getByText('Paused: the other flow goes first').waitFor()
  await row('Too many messages at once').getByText('Held back: how many messages at most, then sent later').waitFor()
  await row('Two colleagues at once').getByText('Noticed by the person').waitFor()
  await page.getByText('settled 50 %').waitFor()
  await look(page, 'contact-9-conflicts', themes)
  await page.getByLabel('State', { exact: true }).selectOption('resolved')
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
  await page.getByLabel('Kind', { exact: true }).selectOption('consent')
  await page.getByText('No conflict fits').waitFor()
})
