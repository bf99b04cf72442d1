import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SmsReceiver, startSmsReceiver, testAccount } from '../harness/receivers/sms-receiver'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/* Revenue operations connect what messages go through. With WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there. */

const themes = ['light', 'dark'] as const
let open: SignedIn
let receiver: SmsReceiver

beforeAll(async () => {
  receiver = await startSmsReceiver()
  open = await openSignedIn()
})
afterAll(async () => {
  await open?.stop()
  await receiver?.stop()
})

it('a provider of text messages is connected, tried and changed; mail comes back by an address and is signed', async () => {
  const { page } = open.browser
  await page.goto(`${open.stack.url}/settings`)
  await page.getByRole('link', { name: 'Channels', exact: true }).click()
  await page.getByText('Nothing yet', { exact: true }).waitFor()
  await page.getByText('A person finds out', { exact: true }).first().waitFor()
  await look(page, 'channels-1', themes)

  await page.getByRole('button', { name: 'Connect a provider' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Address of the provider').fill(receiver.url)
  await sheet.getByLabel('Account', { exact: true }).fill('AC1')
  await sheet.getByLabel('Token', { exact: true }).fill(testAccount.token)
  await sheet.getByLabel('Sender', { exact: true }).fill(testAccount.sender)
  await sheet.getByRole('button', { name: 'Keep the connection' }).click()
  await sheet.getByRole('alert').waitFor()
  await look(page, 'channels-2-refused', themes)
  await sheet.getByLabel('Account', { exact: true }).fill(testAccount.accountSid)
  await sheet.getByRole('button', { name: 'Keep the connection' }).click()
  await sheet.waitFor({ state: 'detached' })

  const texts = page.getByRole('region', { name: 'Text messages' })
  await texts.getByLabel('Your number, with its country').fill('+4930555010')
  await texts.getByRole('button', { name: 'Send a test to this number' }).click()
  await texts.getByText('It was handed over').waitFor()
  expect(receiver.messages()).toMatchObject([{ to: '+4930555010', text: expect.stringContaining('This is a test message') }])

  const mail = page.getByRole('region', { name: 'E-mail' })
  await mail.getByLabel('At most so many a second').fill('12')
  await mail.getByRole('button', { name: 'Keep this pace' }).click()
  await expect.poll(() => page.evaluate(() => fetch('/api/send-rates').then((answer) => answer.json()))).toMatchObject({ email: { perSecond: 12 } })
  await mail.getByRole('button', { name: 'Make an address' }).click()
  await expect.poll(() => mail.getByLabel('Address to hand mail to').inputValue()).toMatch(/\/mail\/[\w-]{20,}$/)
  await mail.getByLabel('Domain that mail is sent from').fill('flows.example')
  await mail.getByRole('button', { name: 'Make a key' }).click()
  await mail.getByText('Mail is not signed').waitFor()
  await mail.getByRole('button', { name: 'The record is there: sign mail' }).click()
  await mail.getByText('Mail is signed', { exact: true }).waitFor()
  await mail.getByRole('button', { name: 'Send a test to my address' }).click()
  await mail.getByText('It was handed over').waitFor()
  await look(page, 'channels-3-mail', themes)
  await texts.scrollIntoViewIfNeeded()
  await look(page, 'channels-4-texts', themes)

  await receiver.stop()
  await expect.poll(async () => {
    await texts.getByRole('button', { name: 'Send a test to this number' }).click()
    return texts.getByRole('alert').textContent()
  }, { timeout: 60_000, interval: 6_000 }).toContain('could not be reached')
  await look(page, 'channels-5-trouble', themes)
  // What the browser itself says of requests that were refused in words.
  expect(open.browser.problems.filter((problem) => !/status of 4(00|29)/.test(problem))).toEqual([])
})
