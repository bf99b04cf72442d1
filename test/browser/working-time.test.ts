import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Revenue operations say when people work. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let open: SignedIn

beforeAll(async () => {
  open = await openSignedIn()
})
afterAll(() => open?.stop())

it('days, hours, zone and holidays are kept, and what makes no sense is refused in words', async () => {
  const { page } = open.browser
  const section = page.getByRole('region', { name: 'Working time' })
  const save = () => section.getByRole('button', { name: 'Keep the working time' })
  const kept = () => page.evaluate(() => fetch('/api/calendar').then((answer) => answer.json() as Promise<{ hours: object }>))
  await page.goto(`${open.stack.url}/settings`)
  await section.getByLabel('From', { exact: true }).waitFor()
  await expect.poll(() => save().isDisabled()).toBe(true)
  await section.scrollIntoViewIfNeeded()
  await look(page, 'working-time-1', themes)

  await section.getByRole('button', { name: 'Sat', exact: true }).click()
  await section.getByLabel('Until', { exact: true }).fill('08:00')
  await save().click()
  await section.getByRole('alert').getByText('Working time must end after it begins').waitFor()
  await look(page, 'working-time-2-refused', themes)
  await section.getByLabel('Until', { exact: true }).fill('18:30')
  await section.getByLabel('Holidays').fill('2026-12-25')
  await section.getByRole('button', { name: 'Add a holiday' }).click()
  await section.getByText('Fri, 25 Dec 2026').waitFor()
  await save().click()
  await expect.poll(kept).toMatchObject({ hours: { weekdays: [1, 2, 3, 4, 5, 6], to: '18:30', holidays: ['2026-12-25'] } })
  await expect.poll(() => save().isDisabled()).toBe(true)
  await look(page, 'working-time-3-kept', themes)

  await page.reload()
  await section.getByText('Fri, 25 Dec 2026').waitFor()
  await section.getByRole('button', { name: 'Work on Fri, 25 Dec 2026' }).click()
  await section.getByRole('button', { name: 'As it was' }).click()
  await section.getByText('Fri, 25 Dec 2026').waitFor()
  expect(open.browser.problems).toEqual([])
})
