import { eq } from 'drizzle-orm'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '#server/db/open-database'
import { contacts, events, leads, queues, reps, sources, users, workItems } from '#server/db/schema'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { typeInDialog } from './type-in-dialog'

/* Queues: none, the sample's, with 500 entries, walked and given by keys, and two people who want one entry. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
const minute = 60_000
let signedIn: SignedIn
let page: Page
let db: Database

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
  db = openDatabase(signedIn.stack.databaseFile)
  // The server and its worker write as well.
  db.$client.pragma('busy_timeout = 20000')
  await page.evaluate(() => fetch('/api/sample', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ on: false }) }))
})

afterAll(async () => {
  db?.$client.close()
  await signedIn?.stop()
})

const go = (path: string) => page.goto(`${signedIn.stack.url}${path}`)
const sheet = () => page.getByRole('dialog')
const row = (name: string, on = page) => on.getByRole('row').filter({ has: on.getByRole('link', { name, exact: true }) })
const standsAt = () => page.locator('tr[data-at="true"] .main-word').textContent()

/** Leads that wait in the sample's queue; the first has the highest score. */
function fill(count: number): void {
  const queueId = db.select({ id: queues.id }).from(queues).get()?.id ?? ''
  const sourceId = db.select({ id: sources.id }).from(sources).get()?.id ?? ''
  const now = Date.now()
  db.transaction((tx) => {
    for (let index = 1; index <= count; index += 1) {
      const id = `waits-${String(index).padStart(3, '0')}`
      tx.insert(events).values({ id, sourceId, externalId: id, type: 'lead.received', data: {}, occurredAt: now, receivedAt: now, state: 'done' }).run()
      tx.insert(contacts).values({ id, createdAt: now, updatedAt: now }).run()
      tx.insert(leads).values({ id, eventId: id, sourceId, contactId: id, name: `Waiting ${index}`, email: `${id}@test.example`, company: `Company ${index}`, state: 'queued', skills: [], more: {}, score: 1_000 - index, receivedAt: now, updatedAt: now, version: 1 }).run()
      tx.insert(workItems).values({ id, kind: 'claim', title: `Take Waiting ${index}`, detail: '', subjectType: 'lead', subjectId: id, queueId, state: 'open', dueAt: now + (index % 40 === 3 ? -5 : index) * minute, openKey: `claim:lead:${id}:${queueId}`, createdAt: now - index * minute }).run()
    }
  })
}

it('an empty page says what a queue is for', async () => {
  await page.route(/\/api\/queues$/, (route) => route.fulfill({ json: { queues: [], now: Date.now() } }))
  await go('/records/queues')
  await page.getByText('No queue yet').waitFor()
  await look(page, 'queues-1-none', themes)
  await page.unroute(/\/api\/queues$/)
})

it('the sample’s queue is offered to its team, and watched by one person only', async () => {
  await go('/records/queues')
  await row('Overflow West').getByText('Sales West', { exact: true }).waitFor()
  await row('Overflow West').getByText('One person only').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Overflow West', exact: true }).waitFor()
  await page.getByText('Nothing waits here').waitFor()
  await page.getByText('Only Petra Kovač watches this queue.').waitFor()
  await look(page, 'queues-2-empty', themes)
})

it('who watches is chosen, never nobody; and whose people are offered it, and for how long', async () => {
  await page.getByRole('button', { name: 'Choose who watches' }).click()
  await sheet().getByLabel('Petra Kovač').uncheck()
  await sheet().getByText('Choose at least one person').waitFor()
  await expect.poll(() => sheet().getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await sheet().getByLabel('Petra Kovač').check()
  await sheet().getByLabel('Sam Nowak').check()
  await sheet().getByLabel('Minutes to answer').fill('10')
  await look(page, 'queues-3-change', themes)
  await sheet().getByRole('button', { name: 'Save' }).click()
  await page.getByText('each has 10 min to answer').waitFor()
  await expect.poll(() => page.getByText('Only Petra Kovač watches').count()).toBe(0)
  // Nobody is offered what the next tests put there.
  await page.getByRole('button', { name: 'Change' }).click()
  await sheet().getByLabel('Who is offered what waits').selectOption({ label: 'Nobody: it waits until somebody claims it' })
  await sheet().getByRole('button', { name: 'Save' }).click()
  await page.getByText('It waits until somebody claims it.').waitFor()
})

it('500 entries: walked, chosen and given to somebody by keys', { timeout: 180_000 }, async () => {
  fill(500)
  await page.getByText('500 leads wait').waitFor()
  await row('Waiting 1').waitFor()
  await look(page, 'queues-4-full', themes)
  await page.setViewportSize({ width: 1024, height: 768 })
  await look(page, 'queues-5-narrow', themes)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.locator('.list-scroll').evaluate((list) => list.scrollTo(0, 1e9))
  await row('Waiting 200').or(row('Waiting 400')).or(row('Waiting 500')).first().waitFor()
  await expect.poll(async () => {
    await page.locator('.list-scroll').evaluate((list) => list.scrollTo(0, 1e9))
    return row('Waiting 500').count()
  }, { interval: 500, timeout: 60_000 }).toBe(1)

  for (const key of ['j', 'x', 'j', 'j', 'x']) await page.keyboard.press(key)
  await page.getByText('2 leads chosen').waitFor()
  await expect.poll(() => standsAt()).toBe('Waiting 3')
  await page.keyboard.press('g')
  await sheet().getByRole('heading', { name: 'Who gets these 2 leads?' }).waitFor()
  await sheet().getByLabel('Find somebody').fill('sam')
  await sheet().getByLabel('Sam Nowak').check()
  await look(page, 'queues-6-give', themes)
  await sheet().getByRole('button', { name: 'Give to Sam Nowak' }).press('Enter')
  await page.getByText('Sam Nowak has 2 leads more now.').waitFor()
  await page.getByText('498 leads wait').waitFor()
  await expect.poll(() => Promise.all(['Waiting 1', 'Waiting 3', 'Waiting 2'].map((name) => row(name).count()))).toEqual([0, 0, 1])

  // Where the list stands, stays, although others go above it.
  for (const key of ['j', 'j']) await page.keyboard.press(key)
  const stood = await standsAt()
  db.update(workItems).set({ state: 'done', outcome: 'Taken by Tom Okafor' }).where(eq(workItems.subjectId, 'waits-002')).run()
  await page.getByText('497 leads wait').waitFor()
  await expect.poll(() => row('Waiting 2').count()).toBe(0)
  expect(await standsAt()).toBe(stood)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: stood ?? '' }).waitFor()
})

it('AF7: of two people who want one entry, the second reads who has it, and the entry goes away', async () => {
  const me = db.select({ id: users.id }).from(users).get()?.id ?? ''
  db.update(reps).set({ userId: me }).where(eq(reps.name, 'Tom Okafor')).run()
  const path = `/records/queues/${db.select({ id: queues.id }).from(queues).get()?.id}`
  const other = await signedIn.browser.context.newPage()
  await other.goto(`${signedIn.stack.url}${path}`)
  await row('Waiting 8', other).waitFor()
  // The other one hears of nothing for a moment, as if both had pressed at once.
  const held: Route[] = []
  const hold = (route: Route) => void held.push(route)
  await other.route(/\/api\/queues/, hold)
  await go(path)
  await row('Waiting 8').getByRole('button', { name: 'Claim Waiting 8' }).click()
  await page.getByText('Waiting 8 is yours now.').waitFor()
  await expect.poll(() => row('Waiting 8').count()).toBe(0)

  await row('Waiting 8', other).getByRole('button', { name: 'Give Waiting 8 to somebody' }).click()
  await other.getByRole('dialog').getByLabel('Carla Rossi').check()
  await other.getByRole('button', { name: 'Give to Carla Rossi' }).click()
  await other.getByText('Waiting 8 is gone from the queue. Taken by Tom Okafor already.').waitFor()
  await other.unroute(/\/api\/queues/, hold)
  for (const route of held) await route.continue().catch(() => undefined)
  await look(other, 'queues-7-gone', themes)
  await expect.poll(() => row('Waiting 8', other).count()).toBe(0)
  await other.close()
  expect(db.select({ ownerId: leads.ownerId }).from(leads).where(eq(leads.id, 'waits-008')).get()?.ownerId).toBe(db.select({ id: reps.id }).from(reps).where(eq(reps.name, 'Tom Okafor')).get()?.id)
  await page.bringToFront()
})

it('says when all who watch are away; a queue in which something waits is not deleted, and why', async () => {
  db.update(reps).set({ awayUntil: Date.now() + 24 * 60 * minute }).run()
  await page.getByText('Whoever watches this queue is away').waitFor()
  await look(page, 'queues-8-away', themes)
  await page.getByTitle('More', { exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await sheet().getByRole('button', { name: 'Delete it' }).click()
  await sheet().getByText(/^“Overflow West” cannot be deleted yet. 49\d leads wait in it/).waitFor()
  await look(page, 'queues-9-in-use', themes)
  await page.keyboard.press('Escape')
})

it('one is made and deleted again', async () => {
  await go('/records/queues')
  await page.getByRole('button', { name: 'New queue' }).press('Enter')
  await typeInDialog(page, 'Night shift')
  await sheet().getByLabel('Petra Kovač').press('Space')
  await sheet().getByRole('button', { name: 'Make the queue' }).press('Enter')
  await page.getByRole('heading', { name: 'Night shift', exact: true }).waitFor()
  await page.getByText('No published flow puts leads here.').waitFor()
  await go('/records/queues')
  await row('Night shift').waitFor()
  await look(page, 'queues-10-list', themes)
  await page.setViewportSize({ width: 1024, height: 768 })
  await look(page, 'queues-11-list-narrow', themes)
  await page.setViewportSize({ width: 1440, height: 900 })
  await row('Night shift').click()
  await page.getByTitle('More', { exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await sheet().getByRole('button', { name: 'Delete it' }).click()
  await row('Overflow West').waitFor()
  await expect.poll(() => row('Night shift').count()).toBe(0)
  expect(signedIn.browser.problems.filter((problem) => !/409|ERR_FAILED/.test(problem))).toEqual([])
})
