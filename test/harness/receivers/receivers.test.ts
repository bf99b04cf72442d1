import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startHttpReceiver } from './http-receiver'
import { startSmtpReceiver } from './smtp-receiver'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receivers-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = (file: string) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

it('the mail receiver keeps mails in memory and in its file, fails as often as asked, and comes back on its port', async () => {
  const file = join(folder, 'mails.jsonl')
  const receiver = await startSmtpReceiver({ file })
  const send = (to: string) => nodemailer.createTransport({ url: receiver.url }).sendMail({ from: 'a@x.example', to, subject: 'Hi', text: 'Text', messageId: '<1@x>' })
  receiver.fail('b@x.example', { kind: 'reply', code: 451 }, 1)
  await expect(send('b@x.example')).rejects.toMatchObject({ responseCode: 451 })
  await send('b@x.example')
  receiver.fail('anybody', { kind: 'drop', at: 'connect' })
  await expect(send('c@x.example')).rejects.toThrow()
  receiver.heal()
  await receiver.down()
  await expect(send('c@x.example')).rejects.toThrow('ECONNREFUSED')
  await receiver.up()
  await send('c@x.example')
  expect([receiver.count(), receiver.count({ to: 'b@x.example' }), receiver.count({ messageId: '<1@x>' }), receiver.count({ messageId: '<2@x>' })]).toEqual([2, 1, 2, 0])
  expect(lines(file)).toEqual(receiver.mails())
  await receiver.stop()
  await receiver.stop()
})

it('the web receiver keeps requests in memory and in its file, answers as asked, and comes back on its port', async () => {
  const file = join(folder, 'requests.jsonl')
  const receiver = await startHttpReceiver({ file })
  const post = async (path: string) => (await fetch(receiver.url(path), { method: 'POST', body: 'x' })).status
  receiver.answer('/a', { status: 429, headers: { 'retry-after': '1' } }, 1)
  receiver.answer('any', { status: 500 }, 1)
  expect([await post('/b'), await post('/a'), await post('/a')]).toEqual([500, 429, 200])
  receiver.answer('any', { end: 'hang' })
  await expect(fetch(receiver.url(), { signal: AbortSignal.timeout(2_000) })).rejects.toThrow()
  receiver.heal()
  await receiver.down()
  await expect(post('/a')).rejects.toThrow()
  await receiver.up()
  expect(await post('/a')).toBe(200)
  expect([receiver.count(), receiver.count('/a')]).toEqual([5, 3])
  // The file has the body as text.
  expect(lines(file)).toEqual(receiver.requests().map(({ bytes: _, ...request }) => request))
  await receiver.stop()
  await receiver.stop()
})
