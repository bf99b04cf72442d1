import { createHash, createVerify, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EffectRequest } from '#nodes/sdk/effect'
import { openDatabase } from '#server/db/open-database'
import { auditLog, settings } from '#server/db/schema'
import { keepDkimKey, makeDkimKeys, readDkim, readDkimSigner, switchDkim } from '#server/dkim/dkim-key'
import { createSecretBox } from '#server/secrets/secret-box'
import { type SmtpReceiver, startSmtpReceiver } from '#test/harness/receivers/smtp-receiver'
import { createEmailProvider, type EmailProvider } from './send-email'

const now = Date.parse('2026-10-14T09:00:00Z')
const actor = { kind: 'person', id: 'p1' } as const
const request: EffectRequest = { channel: 'email', to: 'ada@test.example', toName: 'Ada Löwe', subject: 'Schöne Grüße', text: 'Hallo  Ada,\n\n.\nbis bald \n\n\n', from: { name: 'Ben', replyTo: 'ben@flows.example' }, unsubscribe: 'https://flows.example/u/x' }

let receiver: SmtpReceiver
let email: EmailProvider
let raws: string[]
const db = openDatabase(':memory:')
const box = createSecretBox(randomBytes(32))

beforeEach(async () => {
  raws = []
  receiver = await startSmtpReceiver({ onRaw: (raw) => void raws.push(raw.toString('latin1')) })
  email = createEmailProvider({ smtpUrl: receiver.url, from: 'Flows <flows@flows.example>', signer: () => readDkimSigner(db, box) })
})
afterEach(async () => {
  email.close()
  await receiver.stop()
})

const send = () => email(request, { key: '01RUN:write:1:message', timeoutMs: 15_000 })

it('a mail is signed once that is switched on, and what arrives fits the record that an admin is shown', async () => {
  const keys = await makeDkimKeys()
  keepDkimKey(db, box, { domain: 'flows.example', keys, actor }, now)
  await send()
  switchDkim(db, { isOn: true, actor }, now)
  expect(await send()).toMatchObject({ state: 'done' })
  switchDkim(db, { isOn: false, actor }, now)
  await send()
  expect(raws.map((raw) => /^dkim-signature:/im.test(raw))).toEqual([false, true, false])

  const { record } = readDkim(db) ?? {}
  expect(record?.name).toBe('wt20261014._domainkey.flows.example')
  const [, signed = ''] = raws
  expect(verify(signed, record?.value ?? '')).toEqual({ body: true, signature: true, domain: 'flows.example', selector: 'wt20261014' })
  expect(verify(signed.replace('bis bald', 'bis nie'), record?.value ?? '')).toMatchObject({ body: false, signature: true })
  for (const name of ['From', 'Subject', 'List-Unsubscribe', 'List-Unsubscribe-Post']) {
    expect(verify(signed.replace(new RegExp(`^${name}: `, 'm'), `${name}: x`), record?.value ?? '')).toMatchObject({ body: true, signature: false })
  }
  // The secret half stands nowhere in the clear.
  const [, secret = ''] = keys.privateKey.split('\n')
  expect(JSON.stringify([db.select().from(settings).all(), db.select().from(auditLog).all(), readDkim(db)])).not.toContain(secret)
})

it('signing reads the mail, and that does not count as handing it over', async () => {
  switchDkim(db, { isOn: true, actor }, now)
  receiver.fail('anybody', { kind: 'drop', at: 'recipient' }, 1)
  expect(await send()).toMatchObject({ state: 'retry' })
  receiver.fail('anybody', { kind: 'drop', at: 'after-storing' }, 1)
  expect(await send()).toMatchObject({ state: 'unknown' })
})

it('a new key has another selector, and is off', async () => {
  const keys = await makeDkimKeys()
  for (let times = 0; times < 3; times += 1) keepDkimKey(db, box, { domain: 'flows.example', keys, actor }, now + 86_400_000)
  expect(readDkim(db)).toMatchObject({ selector: 'wt20261015-3', isOn: false })
})

it('nothing goes unsigned when the key cannot be read', async () => {
  switchDkim(db, { isOn: true, actor }, now)
  const other = createEmailProvider({ smtpUrl: receiver.url, from: 'Flows <flows@flows.example>', signer: () => readDkimSigner(db, createSecretBox(randomBytes(32))) })
  expect(await other(request, { key: 'k', timeoutMs: 15_000 })).toMatchObject({ state: 'retry', reason: expect.stringContaining('Nothing was sent') })
  other.close()
  expect(receiver.count()).toBe(0)
})

/** RFC 6376, relaxed for headers and body, from what arrived and what stands in the DNS alone. */
function verify(raw: string, record: string): { body: boolean; signature: boolean; domain: string | undefined; selector: string | undefined } {
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const body = `${raw.slice(end + 4).split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')).join('\r\n').replace(/(\r\n)*$/, '')}\r\n`
  const relaxed = (header: string) => `${header.slice(0, header.indexOf(':')).toLowerCase().trim()}:${header.slice(header.indexOf(':') + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`
  const own = headers.find((header) => /^dkim-signature:/i.test(header)) ?? ''
  const tags = Object.fromEntries(relaxed(own).replace('dkim-signature:', '').split(';').map((tag) => tag.trim().split(/=(.*)/s).slice(0, 2).map((part) => part?.trim()))) as Record<string, string>
  const left = [...headers]
  const signed = (tags.h ?? '').split(':').flatMap((name) => {
    const at = left.findLastIndex((header) => header.toLowerCase().startsWith(`${name.trim().toLowerCase()}:`))
    return at < 0 ? [] : left.splice(at, 1).map(relaxed)
  })
  const text = [...signed, relaxed(own).replace(/([;\s]b=)[^;]*/, '$1')].join('\r\n')
  const publicKey = `-----BEGIN PUBLIC KEY-----\n${/p=(.*)$/.exec(record)?.[1]?.match(/.{1,64}/g)?.join('\n')}\n-----END PUBLIC KEY-----\n`
  return {
    body: createHash('sha256').update(body, 'latin1').digest('base64') === tags.bh?.replace(/\s/g, ''),
    signature: createVerify('RSA-SHA256').update(text, 'latin1').verify(publicKey, (tags.b ?? '').replace(/\s/g, ''), 'base64'),
    domain: tags.d, selector: tags.s,
  }
}
