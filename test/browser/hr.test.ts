import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * The owner connects an HR system, lets it take away too many people, decides, and brings files of people. With
 * WATERTIGHT_SHOTS=FOLDER each stage leaves a picture there.
 */

const folder = mkdtempSync(join(tmpdir(), 'watertight-people-'))
let open: SignedIn
let token: string

beforeAll(async () => {
  open = await openSignedIn()
})

afterAll(() => open?.stop())

const page = () => open.browser.page
const both = ['light', 'dark'] as const

async function scim(method: string, path: string, body?: object): Promise<{ status: number; body: { Resources: { id: string; userName: string }[] } }> {
  const answer = await fetch(`${open.stack.url}/scim/v2${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(body && { body: JSON.stringify(body) }) })
  return { status: answer.status, body: (await answer.json()) as { Resources: { id: string; userName: string }[] } }
}

async function choose(name: string, text: string): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, text)
  const [chooser] = await Promise.all([page().waitForEvent('filechooser'), page().getByRole('button', { name: /^Choose a(nother)? file$/ }).click()])
  await chooser.setFiles(path)
}

it('an HR system gets an address and a token, which is shown once', async () => {
  await page().goto(`${open.stack.url}/settings`)
  await page().getByRole('heading', { name: 'From your HR system' }).waitFor()
  await expect.poll(() => page().getByLabel('Address for the HR system').inputValue()).toBe(`${open.stack.url}/scim/v2`)
  await page().getByText('No HR system is connected yet').waitFor()
  await look(page(), 'hr-1-empty', both)
  await page().getByRole('button', { name: 'New token' }).click()
  await page().getByLabel('Which HR system is it for?').fill('Entra ID')
  await page().getByRole('button', { name: 'Make a token' }).click()
  token = await page().getByLabel('The token', { exact: true }).inputValue()
  expect(token).toMatch(/^wt_scim_/)
  await look(page(), 'hr-2-token', both)
  await page().getByRole('button', { name: 'Close' }).click()
  await page().getByRole('cell', { name: 'Entra ID', exact: true }).waitFor()
  await page().getByText('never').waitFor()
})

it('when it takes away too many, the page says who, and nothing happens before the decision', async () => {
  const { body } = await scim('GET', '/Users?count=200')
  const statuses: number[] = []
  for (const { id } of body.Resources) statuses.push((await scim('PATCH', `/Users/${id}`, { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] })).status)
  const held = statuses.filter((status) => status === 403).length
  expect(held).toBeGreaterThan(2)
  await page().reload()
  await page().getByText(`${held} of ${held} active people would leave`).waitFor()
  await look(page(), 'hr-3-held', both)
  await page().getByRole('button', { name: 'Look and decide' }).click()
  await page().getByRole('region', { name: 'Who would leave' }).waitFor()
  await expect.poll(() => page().getByRole('region', { name: 'Who would leave' }).getByRole('row').count()).toBe(held + 1)
  await look(page(), 'hr-4-decide', both)
  await page().getByRole('button', { name: 'Refuse: they stay' }).click()
  await page().getByRole('button', { name: 'Look and decide' }).waitFor({ state: 'detached' })
  const after = (await scim('GET', '/Users?filter=active%20eq%20true&count=0')).body as unknown as { totalResults: number }
  expect(after.totalResults).toBe(held)
})

it('a file of people is told by line what is wrong with it, and then shown as it would come out', async () => {
  await page().getByRole('button', { name: 'Bring a file of people' }).click()
  await look(page(), 'hr-5-file', both)
  await choose('wrong.csv', 'Employee id,Name,E-mail,Time zone\n1,Zoë Lang,zoe@new.example,Mars\n2,Max Lang,max@new.example,\n1,Bea,bea@new.example,\n')
  await page().getByText('Line 2, Time zone:').waitFor()
  await page().getByText('The id 1 stands in line 2 already.').waitFor()
  await expect.poll(() => page().getByRole('button', { name: 'Change the roster' }).isDisabled()).toBe(true)
  await look(page(), 'hr-6-wrong', both)

  await choose('people.csv', 'Employee id,Name,E-mail,Team,Shoe size\n1,Zoë Lang,zoe@new.example,Sales East,38\n2,Max Lang,max@new.example,Sales East,44\n')
  await page().getByText('2 people join, nobody changes, nobody leaves.').waitFor()
  await page().getByRole('radio', { name: /All who work here/ }).check()
  await page().getByText('Was the file cut off?').waitFor()
  await look(page(), 'hr-7-preview', both)
  await page().getByRole('radio', { name: /Some people/ }).check()
  await page().getByText('2 people join, nobody changes, nobody leaves.').waitFor()
  await page().getByRole('button', { name: 'Change the roster' }).click()
  await page().getByText('2 joined, 0 changed, 0 left.').waitFor()
  await page().goto(`${open.stack.url}/records/reps`)
  await page().getByText('Sales East').first().waitFor()
  await page().getByRole('switch', { name: 'Zoë Lang gets leads' }).waitFor()
})

it('a token that is ended lets nobody in any more', async () => {
  await page().goto(`${open.stack.url}/settings`)
  await page().getByRole('button', { name: 'End it: Entra ID' }).click()
  await look(page(), 'hr-8-end', both)
  await page().getByRole('button', { name: 'End it now' }).click()
  await page().getByText('No HR system is connected yet').waitFor()
  expect((await scim('GET', '/Users')).status).toBe(401)
})

it('no page threw or complained', () => {
  expect(open.browser.problems).toEqual([])
})
