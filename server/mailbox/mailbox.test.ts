import { Hono } from 'hono'
import { testClient } from 'hono/testing'
import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createEmailProvider } from '../connectors/email/send-email'
import { openDatabase } from '../db/open-database'
import { mailbox } from '../db/schema'
import { createWriter, type Writer } from '../db/writer'
import { errorResponse } from '../errors/error-response'
import { createMailboxRoutes } from './routes'
import { startMailbox } from './smtp-mailbox'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function world({ maxMails, slow }: { maxMails?: number; slow?: (writer: Writer) => Writer } = {}) {
  const db = openDatabase(':memory:')
  const writer = createWriter(db)
  let at = 1_000
  const box = await startMailbox({ writer: slow ? slow(writer) : writer, now: () => at++, ...(maxMails && { maxMails }) })
  closing.push(() => box.stop())
  const send = createEmailProvider({ smtpUrl: `smtp://127.0.0.1:${box.port}`, from: 'Flows <flows@watertight.example>' })
  closing.push(() => send.close())
  const mail = (key: string, text = 'Hello', to = 'rep@x.example') =>
    send({ channel: 'email', to, toName: 'Réné', subject: `Lead ${key} für Sie`, text }, { key, timeoutMs: 15_000 })
  const app = new Hono().onError((error, c) => errorResponse(error, c, () => undefined)).route('/', createMailboxRoutes({ db }))
  return { db, box, mail, app, client: testClient(app), rows: () => db.select().from(mailbox).all() }
}

it('stores our mails as they were meant, once per message and recipient', async () => {
  const { mail, rows } = await world()
  const link = `https://watertight.example/acks/${'ab=c'.repeat(40)}`
  const sent = await mail('a', `Grüezi\n\n${link}\n.\n`)
  expect(await mail('a', 'again')).toEqual(sent)
  await mail('a', 'x', 'other@x.example')
  await mail('b')
  expect(rows()).toHaveLength(3)
  expect(rows().find(({ text }) => text.startsWith('Grüezi'))).toMatchObject({
    to: 'rep@x.example', subject: 'Lead a für Sie', from: 'Flows <flows@watertight.example>', text: `Grüezi\n\n${link}\n.`,
    messageId: sent.state === 'done' ? sent.providerId : '',
  })
})

it('answers only once the mail is durable, and asks to try again when it cannot be', async () => {
  let fail = true
  const { mail, rows } = await world({ slow: (writer) => ({ ...writer, write: (work) => (fail ? Promise.reject(new Error('disk full')) : writer.write(work)) }) })
  expect((await mail('a')).state).toBe('retry')
  expect(rows()).toEqual([])
  fail = false
  expect((await mail('a')).state).toBe('done')
  expect(rows()).toHaveLength(1)
})

it('refuses what is too large', async () => {
  const { mail, rows } = await world()
  expect((await mail('a', 'word '.repeat(300_000))).state).toBe('failed')
  expect(rows()).toEqual([])
})

it('keeps only the newest', async () => {
  const { mail, rows } = await world({ maxMails: 3 })
  for (const key of ['a', 'b', 'c', 'd', 'e']) await mail(key)
  expect(rows().map(({ subject }) => subject).sort()).toEqual(['Lead c für Sie', 'Lead d für Sie', 'Lead e für Sie'])
})

it('does not answer browsers that are sent here by a web page', async () => {
  const { box } = await world()
  const socket = connect(box.port, '127.0.0.1')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  let said = ''
  socket.on('data', (chunk) => (said += chunk.toString()))
  socket.write('POST / HTTP/1.1\r\nHost: x\r\n\r\nEHLO x\r\n')
  // It may be cut off while it still speaks.
  socket.on('error', () => undefined)
  await closed
  expect(said).not.toContain('250')
})

it('lists pages, newest first, that do not shift', async () => {
  const { mail, client } = await world()
  for (let index = 0; index < 60; index += 1) await mail(`k${index}`, `Text ${index}\n\nmore`)
  const first = await (await client.index.$get({ query: {} })).json()
  expect(first.messages).toHaveLength(50)
  expect(first.messages[0]).toEqual({ id: expect.any(String), to: 'rep@x.example', from: 'Flows <flows@watertight.example>', subject: 'Lead k59 für Sie', preview: 'Text 59 more', at: expect.any(Number) })
  await mail('late')
  const second = await (await client.index.$get({ query: { cursor: first.next ?? '' } })).json()
  expect(second.messages).toHaveLength(10)
  expect(second.next).toBeNull()
  expect(second.messages[9]?.subject).toBe('Lead k0 für Sie')
})

it('shows one mail, and says when there is none', async () => {
  const { mail, client, app, rows } = await world()
  await mail('a')
  expect(await (await client[':id'].$get({ param: { id: rows()[0]?.id ?? '' } })).json()).toEqual(rows()[0])
  expect((await app.request('/nothing')).status).toBe(404)
  expect((await app.request('/?cursor=%27')).status).toBe(400)
})
