import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Who is away: nobody, somebody by hand, by a file, by a calendar that cannot be read. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
const day = 86_400_000
let signedIn: SignedIn
let page: Page

beforeAll(async () => {
  signedIn = await openSignedIn()
  page = signedIn.browser.page
})

afterAll(() => signedIn?.stop())

const section = () => page.getByRole('region', { name: 'Who is away' })
const dateOf = (inDays: number) => new Date(Date.now() + inDays * day).toISOString().slice(0, 10)
const sheet = () => page.getByRole('dialog')

it('nobody is away; an absence is added and taken back', async () => {
  await page.goto(`${signedIn.stack.url}/records/reps`)
  await section().getByText('Nobody is away').waitFor()
  await section().scrollIntoViewIfNeeded()
  await look(page, 'absences-1-empty', themes)
  await section().getByRole('button', { name: 'Add an absence' }).click()
  await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Sam Nowak' })
  await page.getByLabel('First day').fill(dateOf(-1))
  await page.getByLabel('Last day').fill(dateOf(5))
  await page.getByLabel('Note').fill('Hiking')
  await look(page, 'absences-2-add', themes)
  await sheet().getByRole('button', { name: 'Add it' }).click()
  await section().getByText('away now').waitFor()
  await section().getByRole('button', { name: 'Take it back: Sam Nowak' }).click()
  await section().getByText('Nobody is away').waitFor()
})

it('a file of a team’s calendar brings absences', async () => {
  await section().getByRole('button', { name: 'Add a calendar' }).click()
  await page.getByLabel('Whose calendar').selectOption({ label: 'Sales West' })
  await look(page, 'absences-3-calendar', themes)
  const stamp = (inDays: number) => dateOf(inDays).replaceAll('-', '')
  const event = (uid: string, name: string, from: number, to: number) => `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${name} (Vacation)\r\nDTSTART;VALUE=DATE:${stamp(from)}\r\nDTEND;VALUE=DATE:${stamp(to)}\r\nEND:VEVENT\r\n`
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${event('a', 'Aylin Demir', -1, 4)}${event('b', 'Carla Rossi', 9, 12)}${event('c', 'Somebody Else', 9, 12)}END:VCALENDAR\r\n`
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), sheet().getByRole('button', { name: 'Bring an .ics file instead' }).click()])
  await chooser.setFiles({ name: 'team.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) })
  await page.getByText('2 absences were added. 1 entry is nobody’s here.').waitFor()
  await section().getByText('Aylin Demir (Vacation)').waitFor()
  await section().getByText('Carla Rossi (Vacation)').waitFor()
})

it('a calendar that cannot be read says so, and since when', async () => {
  await section().getByRole('button', { name: 'Add a calendar' }).click()
  await page.getByLabel('Whose calendar').selectOption({ label: 'Tom Okafor' })
  await page.getByLabel('Its secret address in iCal format').fill('webcal://127.0.0.1:9/secret.ics')
  await sheet().getByRole('button', { name: 'Read it from now on' }).click()
  await section().getByText('Stale since').waitFor()
  await section().getByText('Its address lies within a private network').waitFor()
  // The section shows it before the sheet, in whose field it stands, is closed.
  await sheet().waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain('secret.ics')
  await section().scrollIntoViewIfNeeded()
  await look(page, 'absences-4-full', themes)
  await section().getByRole('button', { name: 'Remove: Tom Okafor' }).click()
  await section().getByText('Stale since').waitFor({ state: 'detached' })
})

it('the page speaks German', async () => {
  await page.getByTitle('look, language and sign out').click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  const german = page.getByRole('region', { name: 'Wer abwesend ist' })
  await german.getByText('Aus einem Kalender').first().waitFor()
  await german.scrollIntoViewIfNeeded()
  await look(page, 'absences-5-german', themes)
  expect(signedIn.browser.problems).toEqual([])
})
