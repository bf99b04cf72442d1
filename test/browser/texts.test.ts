import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildFlow } from '../conformance/build-flow'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'

/*
 * Texts with fields in them, JSON and conditions, written with the keyboard alone in a real browser. With WATERTIGHT_SHOTS=FOLDER each
 * stage leaves a picture there.
 */

let signedIn: SignedIn
let flowId = ''

beforeAll(async () => {
  signedIn = await openSignedIn({ width: 1440, height: 900 })
})

afterAll(async () => {
  await signedIn?.stop()
})

const send = <T>(path: string, method: string, json?: unknown): Promise<T> =>
  signedIn.browser.page.evaluate(([url, verb, body]) => fetch(url, { method: verb, ...(body !== null && { headers: { 'content-type': 'application/json' }, body }) }).then((answer) => answer.json()), [path, method, json === undefined ? null : JSON.stringify(json)] as const) as Promise<T>

async function choose(id: string): Promise<void> {
  const { page } = signedIn.browser
  await page.locator(`.react-flow__node[data-id="${id}"]`).focus()
  await page.keyboard.press('Enter')
  await until(`“${id}” to be chosen`, 30_000, async () => (await page.getByLabel('Name of the step').count()) === 1 && (await page.getByLabel('Name of the step').inputValue()) === id)
}

const paramsOf = async (id: string) => {
  const { draft } = await send<{ draft: { nodes: { id: string; params: Record<string, unknown> }[] } }>(`/api/flows/${flowId}`, 'GET')
  return draft.nodes.find((node) => node.id === id)?.params ?? {}
}
const saved = (id: string, param: string, wanted: unknown) => until(`“${param}” to be saved as ${JSON.stringify(wanted)}`, 20_000, async () => JSON.stringify((await paramsOf(id))[param]) === JSON.stringify(wanted))

const both = ['light', 'dark'] as const

it('opens a flow without the code of its forms', async () => {
  const { page } = signedIn.browser
  const document = buildFlow(
    {
      size: ['set', { values: [{ name: 'size', value: '{{ lead.amount }}' }] }],
      tell: ['notify', { subject: 'New: {{ lead.name }}', text: 'Hi {{ recipient.firstName }}' }],
      call: ['http-request', { url: 'https://crm.example/leads', body: '{ "name": {{ lead.name | json }} }' }],
      ask: ['branch', { condition: { combinator: 'and', rules: [{ field: 'vars.size', operator: '>=', value: '50' }, { field: 'lead.gone', operator: '=', value: 'x' }] } }],
      stop: ['end', {}],
    },
    { 'size.next': 'tell', 'tell.told': 'call', 'call.done': 'ask', 'ask.yes': 'stop', 'ask.no': 'stop' },
  )
  flowId = (await send<{ id: string }>('/api/flows', 'POST', { document })).id
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto(`${signedIn.stack.url}/flows/${flowId}`)
  await page.locator('.react-flow__node[data-id="tell"]').waitFor()
  await page.getByRole('region', { name: 'Below the canvas' }).getByText(/block|Ready/).waitFor()
  expect(loaded.filter((path) => /ParamsForm|TextEditor|ConditionBuilder/.test(path))).toEqual([])
  await choose('tell')
  await page.locator('.text-editor .cm-content').first().waitFor()
  expect(loaded.some((path) => path.includes('ParamsForm')), 'they come once a step is chosen').toBe(true)
})

it('shows fields as pills, which are stepped over and deleted as one', async () => {
  const { page } = signedIn.browser
  const subject = page.getByRole('textbox', { name: 'Subject' })
  await expect.poll(() => subject.locator('.pill').allTextContents()).toEqual(['Lead’s name'])
  await expect.poll(() => subject.getByRole('img', { name: 'Field Lead’s name' }).count()).toBe(1)
  await subject.focus()
  await page.keyboard.press('End')
  await page.keyboard.type('!')
  await saved('tell', 'subject', 'New: {{ lead.name }}!')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('the ')
  await saved('tell', 'subject', 'New: the {{ lead.name }}!')
  await page.keyboard.press('Delete')
  await saved('tell', 'subject', 'New: the !')
  await page.keyboard.press('ControlOrMeta+z')
  await saved('tell', 'subject', 'New: the {{ lead.name }}!')
})

it('copies the text as Liquid, and pastes it into a line as one line', async () => {
  const { page } = signedIn.browser
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('textbox', { name: 'Subject' }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe('New: the {{ lead.name }}!')
  await page.evaluate('navigator.clipboard.writeText("Again:\\n{{ lead.company }}")')
  await page.keyboard.press('ControlOrMeta+v')
  await page.keyboard.press('Enter')
  await saved('tell', 'subject', 'Again: {{ lead.company }}')
})

it('offers the fields of this step, filters and tags while one writes, and Tab leaves', async () => {
  const { page } = signedIn.browser
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(', size {{ siz')
  await page.locator('.text-choices li').first().waitFor()
  await expect.poll(() => page.locator('.text-choices li').first().textContent()).toContain('size')
  await look(page, 'texts-choices', both)
  await message.focus()
  await until('the choice to be open', 20_000, async () => (await page.locator('.text-choices li[aria-selected]').count()) === 1)
  await page.keyboard.press('Enter')
  await saved('tell', 'text', 'Hi {{ recipient.firstName }}, size {{ vars.size }}')
  await page.keyboard.type(' {{ lead.amount | rou')
  await page.locator('.text-choices li', { hasText: 'round' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.type('nd }}')
  await saved('tell', 'text', 'Hi {{ recipient.firstName }}, size {{ vars.size }} {{ lead.amount | round }}')
  await expect.poll(() => message.locator('.pill').allTextContents()).toEqual(['Recipient’s first name', 'size', 'Expected value| round'])
  await page.keyboard.press('Tab')
  await expect.poll(() => page.locator('.text-editor :focus').count()).toBe(0)
})

it('marks a field that does not exist, or not at this point, and says so in words', async () => {
  const { page } = signedIn.browser
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(' {{ lead.nmae }} {{ vars.gone }}')
  await message.getByRole('img', { name: 'Unknown field lead.nmae' }).waitFor()
  await page.getByText('There is no field “lead.nmae”.').first().waitFor()
  await page.getByText('No step before this one remembers “gone”, so nothing would stand here.').waitFor()
  await look(page, 'texts-problems', both)
})

it('underlines a filter that does not exist, which stays readable as Liquid', async () => {
  const { page } = signedIn.browser
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('Hi {{ recipient.firstName }}, {{ lead.name }} of {{ lead.note }} {{ lead.phone | upcas }}')
  await page.getByText('there is no filter “upcas”.').first().waitFor()
  await message.locator('.cm-lintRange-error').waitFor()
  await look(page, 'texts-unreadable', both)
  await message.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('Hi {{ recipient.firstName }}, {{ lead.name }} of {{ lead.note }}')
  await saved('tell', 'text', 'Hi {{ recipient.firstName }}, {{ lead.name }} of {{ lead.note }}')
})

it('shows the text as it would be for a lead, an invented one while there is none', async () => {
  const { page } = signedIn.browser
  // The sample may send one at any moment: one that is there before is shown.
  const [known] = (await send<{ leads: { name: string }[] }>('/api/leads?limit=1', 'GET')).leads
  await page.getByRole('button', { name: 'Preview of “Message”' }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.locator('.filled').waitFor()
  const shown = async () => `${await preview.getByLabel('Lead for the preview').locator('option:checked').textContent()}: ${await preview.locator('.filled').textContent()}`
  await expect.poll(shown).toMatch(known ? /^(?!.*invented).*: Hi Tom, .* of empty$/ : /invented one: Hi Tom, Lena Brandt of Asked twice$| of empty$/)
  await look(page, 'texts-preview', both)
})

it('JSON is checked with its fields in it, and Tab leaves it', async () => {
  const { page } = signedIn.browser
  await choose('call')
  const body = page.getByRole('textbox', { name: 'Body, as JSON' })
  await body.waitFor()
  await expect.poll(() => body.locator('.pill').allTextContents()).toEqual(['Lead’s name| json'])
  await body.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('{ "mail": {{ lead.email }}')
  await look(page, 'texts-json', both)
  await page.getByText('Add “| json” to this field').waitFor()
  await page.keyboard.press('Tab')
  await expect.poll(() => page.locator('.text-editor :focus').count()).toBe(0)
})

it('a condition reads as a sentence, with the fields of the step, and keeps one that nobody knows', async () => {
  const { page } = signedIn.browser
  await choose('ask')
  await page.locator('.ruleGroup').waitFor()
  await page.getByText('Fits when size at least 50 and lead.gone is x.').waitFor()
  const fields = page.getByLabel('Field', { exact: true })
  await expect.poll(() => fields.first().locator('optgroup').evaluateAll((groups) => groups.map((group) => group.getAttribute('label')))).toEqual(expect.arrayContaining(['Lead', 'Values remembered before', 'From “call”', 'Fields by their name']))
  await expect.poll(() => fields.last().inputValue()).toBe('lead.gone')
  await look(page, 'texts-condition', both)
  await fields.first().selectOption('outputs.call.status')
  await until('the rule to be saved', 20_000, async () => JSON.stringify((await paramsOf('ask')).condition).includes('outputs.call.status'))
  expect(JSON.stringify((await paramsOf('ask')).condition)).toContain('lead.gone')
})

it('no page threw or complained', () => {
  expect(signedIn.browser.problems).toEqual([])
})
