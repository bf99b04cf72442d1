import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkspace } from '../harness/create-workspace'
import { type Stack, startStack } from '../harness/start-stack'
import { look as lookAt } from './look'
import { type OpenBrowser, openBrowser } from './open-browser'

/*
 * Somebody brings a list of leads, in a real browser on the real stack: chooses the file, maps its columns, watches, gets the
 * refused rows back, mends them and brings them again. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

const folder = mkdtempSync(join(tmpdir(), 'watertight-files-'))
/** So many that it can be paused before it is done. */
const good = 30_000

let stack: Stack
let browser: OpenBrowser

beforeAll(async () => {
  stack = await startStack({
    smtpUrl: '', env: { WATERTIGHT_PAGES: 'on', WATERTIGHT_SMTP_URL: '' },
    prepare: (data) => void createWorkspace(data, { reps: 2, capacity: 5, webhookUrl: 'http://127.0.0.1:1', windows: {} }),
  })
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

const look = (name: string) => lookAt(browser.page, `import-${name}`, ['dark', 'light'])

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function choose(path: string): Promise<void> {
  const [chooser] = await Promise.all([browser.page.waitForEvent('filechooser'), browser.page.getByRole('button', { name: 'Choose a file' }).click()])
  await chooser.setFiles(path)
}

it('an empty workspace says what to do', async () => {
  const { page } = browser
  await page.goto(`${stack.url}/records`)
  await page.getByText('No lead yet').waitFor()
  await look('1-empty')
  await page.getByRole('link', { name: 'Import a list' }).click()
  await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor()
  await look('2-choose')
})

it('a file that is no list is refused in words, and another can be chosen at once', async () => {
  const { page } = browser
  await choose(file('list.csv', 'PK\x03\x04 not a list'))
  await page.getByText('This is an Excel workbook').waitFor()
  await look('3-refused-file')
})

it('columns are proposed, changed, and the first rows shown as they come out', async () => {
  const { page } = browser
  const rows = Array.from({ length: good }, (_, index) => `c${index};Lead ${index};lead${index}@import.example;"Company ${index % 50} ""GmbH""";${index % 900}.000,50;${index % 3 === 0 ? 'Stand A' : 'Stand B'}`)
  rows.splice(2, 0, 'x1;Nobody Mail;nobody;;5;', 'x2;Many Worth;many@import.example;;many;', ';;;;;Stand C')
  await choose(file('fair-2026.csv', Buffer.from(`CRM-Id;Name;E-Mail;Firma;Umsatz;Begegnet\r\n${rows.join('\r\n')}\r\nx3;"Open Quote;x3@import.example;;;\r\n`, 'latin1')))
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor()
  await expect.poll(() => page.getByLabel('“Firma” goes to').inputValue()).toBe('company')
  await expect.poll(() => page.getByLabel('Numbers').inputValue()).toBe(',')
  await page.getByText('3 rows of the first 1000 would be refused.').waitFor()
  await page.getByText('“many” is not a number that can be read.').first().waitFor()
  await look('4-map')

  await page.getByLabel('“E-Mail” goes to').selectOption('skip')
  await page.getByLabel('“Name” goes to').selectOption('skip')
  await page.getByText('Without one of them nobody could be reached').waitFor()
  await expect.poll(() => page.getByRole('button', { name: /^Import about/ }).isDisabled()).toBe(true)
  await look('5-map-problem')
  await page.getByLabel('“E-Mail” goes to').selectOption('email')
  await page.getByLabel('“Name” goes to').selectOption('name')
  await page.getByLabel('“CRM-Id” goes to').selectOption('id')
  await page.getByText('3 rows of the first 1000 would be refused.').waitFor()
})

it('it can be paused and goes on, and ends with what came in and what did not', async () => {
  const { page } = browser
  await page.getByRole('button', { name: /^Import about/ }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('heading', { name: 'Paused' }).waitFor()
  await look('6-paused')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: `${good.toLocaleString('en')} new leads came in` }).waitFor({ timeout: 90_000 })
  await page.getByRole('heading', { name: '4 refused rows' }).waitFor()
  await page.getByText(`The quote that opens in line ${good + 5}`).waitFor()
  await look('7-result')
})

it('the refused rows are downloaded, mended, and come in; nobody comes twice', async () => {
  const { page } = browser
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download to mend' }).click()])
  expect(download.suggestedFilename()).toBe('fair-2026-refused.csv')
  const report = readFileSync(await download.path(), 'utf8')
  await page.getByRole('link', { name: 'Import another file' }).click()
  await choose(file('mended.csv', report.replace(';nobody;', ';nobody@import.example;').replace(';many\r', ';7\r').replace(';;many;', ';;7;')))
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor()
  await expect.poll(() => page.getByLabel('“Import problem” goes to').inputValue()).toBe('skip')
  await page.getByRole('button', { name: /^Import about/ }).click()
  await page.getByRole('heading', { name: '2 new leads came in' }).waitFor({ timeout: 60_000 })
})

it('what came in stands among the leads, the newest first', async () => {
  const { page } = browser
  await page.getByRole('link', { name: 'See the leads' }).click()
  await page.getByText('Many Worth').waitFor()
  await page.getByText('of 10,000+ leads shown').waitFor()
  await look('8-leads')
})

it('the imports are listed, and reps stand beside', async () => {
  const { page } = browser
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('link', { name: 'fair-2026.csv' }).waitFor()
  await look('11-imports')
  await page.getByRole('link', { name: 'Reps' }).click()
  await page.getByText('rep 1').first().waitFor()
  await look('12-reps')
})

it('no page threw or complained', () => {
  // The refused file is an answer with status 400, which Chromium writes to the console.
  expect(browser.problems.filter((each) => !each.includes('400 (Bad Request)'))).toEqual([])
})
