import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import type { EffectRequest } from '#nodes/sdk/effect'
import { messageTemplates, runs, workItems } from '#server/db/schema'
import { deleteTemplate } from '#server/message-templates/delete-template'
import { changeTemplate, createTemplate } from '#server/message-templates/save-template'
import { buildFlow, minutes } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { drivers, wednesday } from './drivers'

/* Message templates, in the simulator and on the real Temporal: whoever is under way gets the words that were there when their run began. */

const minute = 60_000
/** So many wait while a template is edited. */
const waiting = { 'the simulator': 1_000, Temporal: 40 }
const maker = { actor: { kind: 'system' as const, id: 'test' }, by: 'Test' }
const words = { purpose: 'inquiry' as const, subject: 'Your boat, {{ lead.name }}', body: 'Hello **{{ lead.name }}**,\n\nsee [the boats](https://boats.example/?a=1&b=2).', tracksClicks: false }

describe.each(drivers)('on %s', { timeout: 240_000 }, (name, start) => {
  const many = waiting[name]
  let driver: Driver
  let template = ''

  beforeEach(async () => {
    driver = await start(wednesday)
    const now = await driver.now()
    template = await driver.world.writer.write((tx) => createTemplate(tx, { name: 'Boats', channel: 'email', words, ...maker }, now))
  })
  afterEach(() => driver.stop())

  const db = () => driver.world.db
  const mails = () => driver.world.sent.map(({ request }) => request as EffectRequest & { channel: 'email' })
  const endReasons = () => db().select({ state: runs.state, endReason: runs.endReason }).from(runs).all().map(({ state, endReason }) => endReason ?? state)
  const openWork = () => db().select({ detail: workItems.detail }).from(workItems).where(eq(workItems.state, 'open')).all().map(({ detail }) => detail)
  const change = async (next: Partial<typeof words>) => {
    const now = await driver.now()
    await driver.world.writer.write((tx) => changeTemplate(tx, { id: template, base: tx.select({ n: messageTemplates.newest }).from(messageTemplates).get()?.n ?? 0, name: 'Boats', words: { ...words, ...next }, ...maker }, now))
  }
  const flow = (params: object = {}): FlowDocument =>
    buildFlow(
      { wait: ['wait', { duration: minutes(10) }], write: ['send-message', { template, sender: 'workspace', purpose: 'contract', ...params }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }] },
      { 'wait.done': 'write', 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' },
    )
  async function arrive(id: string, data: Record<string, unknown> = {}): Promise<void> {
    await driver.world.receive({ name: id, email: `${id.toLowerCase()}@test.example`, ...data } as never, { id, now: await driver.now() })
  }
  async function pass(ms: number): Promise<void> {
    await driver.advanceTo((await driver.now()) + ms)
    await driver.settle()
  }

  it('writes Markdown as an e-mail in both forms, with the words of the template', async () => {
    await driver.world.publish(flow())
    await arrive('Ada')
    await driver.settle()
    await pass(11 * minute)
    expect(mails()).toMatchObject([{ subject: 'Your boat, Ada', text: expect.stringMatching(/^Hello Ada,\n\nsee the boats: https:\/\/boats\.example\/\?a=1&b=2\.\n\n--\nNo more of these: \S+\/u\/\S+\n$/) }])
    expect(mails()[0]?.html).toContain('<p>Hello <strong>Ada</strong>,</p>\n<p>see <a href="https://boats.example/?a=1&amp;b=2">the boats</a>.</p>')
    expect(mails()[0]?.html).toMatch(/<footer><a href="[^"]*\/u\/[^"]*">No more of these<\/a><\/footer>/)
  })

  it(`AW12: the template is edited while ${many} runs wait: they write with the words of then, and whoever comes later gets the new ones`, async () => {
    await driver.world.publish(flow())
    for (let index = 0; index < many; index += 1) await arrive(`Old${index}`)
    await driver.settle()
    await pass(minute)
    await change({ subject: 'New words', body: 'Now {{ lead.company }} as well' })
    await pass(minute)
    for (let index = 0; index < 3; index += 1) await arrive(`New${index}`, { company: 'Harbour' })
    await driver.settle()
    await pass(12 * minute)
    const told = new Map<string, number>()
    for (const { toName, subject, text } of mails()) {
      const kind = `${toName.slice(0, 3)}: ${subject.replace(toName, 'NAME')}: ${text.split('\n')[0]?.replace(toName, 'NAME')}`
      told.set(kind, (told.get(kind) ?? 0) + 1)
    }
    expect(Object.fromEntries(told)).toEqual({ 'Old: Your boat, NAME: Hello NAME,': many, 'New: New words: Now Harbour as well': 3 })
    expect(new Set(mails().map(({ to }) => to)).size).toBe(many + 3)
    expect(new Set(endReasons())).toEqual(new Set(['completed']))
  })

  it('a template that is deleted meanwhile is still written by whoever waits for it', async () => {
    await driver.world.publish(flow())
    await arrive('Ada')
    await driver.settle()
    await driver.world.publish(flow({ template: '' }))
    const now = await driver.now()
    await driver.world.writer.write((tx) => deleteTemplate(tx, driver.world.registry, { id: template, actor: maker.actor }, now))
    await pass(11 * minute)
    expect(mails().map(({ subject }) => subject)).toEqual(['Your boat, Ada'])
  })

  it('what the template is about is what the gate asks, whatever the step says', async () => {
    await change({ purpose: 'marketing' as never })
    await driver.world.publish(flow())
    await arrive('Ada')
    await driver.settle()
    await pass(11 * minute)
    expect([mails(), endReasons()]).toEqual([[], ['no-consent']])
  })

  it('a field that is empty for this lead stops the message, and a person is told', async () => {
    await change({ body: 'Hello {{ lead.company }}' })
    await pass(minute)
    await driver.world.publish(flow())
    await arrive('Ada')
    await driver.settle()
    await pass(11 * minute)
    expect(mails()).toEqual([])
    expect(openWork()).toEqual([expect.stringContaining('A field in the message is empty for this lead')])
  })

  it('what a lead wrote about itself is no link, no sign and no header', async () => {
    await driver.world.publish(flow())
    await arrive('one', { name: 'Ada\r\nBcc: eve@evil.example [win](https://evil.example)', email: 'ada@test.example' })
    await driver.settle()
    await pass(11 * minute)
    const [mail] = mails()
    expect([mail?.toName, mail?.subject].some((text) => /[\r\n]/.test(text ?? ''))).toBe(false)
    expect(mail?.html).not.toContain('href="https://evil.example"')
  })

  it('where links tell of clicks, the HTML leads by us and the text says the address', async () => {
    await change({ tracksClicks: true })
    await pass(minute)
    await driver.world.publish(flow())
    await arrive('Ada')
    await driver.settle()
    await pass(11 * minute)
    expect(mails()[0]?.html).toMatch(/<a href="[^"]*\/c\/[\w-]+\.[\w-]+">the boats<\/a>/)
    expect(mails()[0]?.text).toContain('https://boats.example/?a=1&b=2')
  })

  it('an e-mail that is written in its step has the same text as before, and the same as HTML', async () => {
    await driver.world.publish(flow({ template: '', subject: 'Hello', text: 'Look at https://boats.example/a.\n\n*Not* Markdown' }))
    await arrive('Ada')
    await driver.settle()
    await pass(11 * minute)
    expect(mails()[0]?.text).toMatch(/^Look at https:\/\/boats\.example\/a\.\n\n\*Not\* Markdown\n\n--\nNo more of these: /)
    expect(mails()[0]?.html).toContain('<p>Look at <a href="https://boats.example/a">https://boats.example/a</a>.</p>\n<p>*Not* Markdown</p>')
  })
})
