import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EffectRequest } from '#nodes/sdk/effect'
import { type SmsFault, type SmsReceiver, startSmsReceiver, testAccount } from '#test/harness/receivers/sms-receiver'
import { createSmsProvider } from './send-sms'

const request: EffectRequest = { channel: 'sms', to: '+4930555010', text: 'Hello Jürg & co.' }
const attempt = { key: '01RUN:write:1:message', timeoutMs: 2_000 }
const known = { of: () => undefined, isOfAnother: () => false }
let receiver: SmsReceiver

beforeEach(async () => {
  receiver = await startSmsReceiver()
})
afterEach(() => receiver.stop())

const connection = (change: object = {}) => ({ id: 'c1', url: receiver.url, perSecond: 5, ...testAccount, ...change })
const send = (change: object = {}, publicUrl = 'https://flows.example') => createSmsProvider({ findConnection: () => connection(change), publicUrl, known })(request, attempt)

it('sends the text to the number, and says where to tell of it', async () => {
  const got = await send()
  const [message] = receiver.messages()
  expect(got).toEqual({ state: 'done', providerId: message?.sid })
  expect(message).toMatchObject({ to: '+4930555010', text: 'Hello Jürg & co.', statusCallback: 'https://flows.example/sms/c1/status?effect=01RUN%3Awrite%3A1%3Amessage' })
})

it.each(['http://localhost:4780', 'http://127.0.0.1:4780', 'http://192.168.1.4'])('names no address that the provider cannot call: %s', async (publicUrl) => {
  await send({}, publicUrl)
  expect(receiver.messages()[0]?.statusCallback).toBeUndefined()
})

describe('what the provider answers', () => {
  const answers: [string, SmsFault, object, number][] = [
    ['429 with seconds', { kind: 'status', status: 429, code: 20429, retryAfter: '17' }, { state: 'retry', retryAfterMs: 17_000 }, 0],
    ['503', { kind: 'status', status: 503 }, { state: 'retry' }, 0],
    ['500, having taken it', { kind: 'status', status: 500, at: 'after-storing' }, { state: 'unknown' }, 1],
    ['502', { kind: 'status', status: 502 }, { state: 'unknown' }, 0],
    ['nothing, having taken it', { kind: 'hang', at: 'after-storing' }, { state: 'unknown' }, 1],
    ['a reset, having taken it', { kind: 'reset', at: 'after-storing' }, { state: 'unknown' }, 1],
    ['a number that is none', { kind: 'status', status: 400, code: 21211 }, { state: 'failed', reason: 'The provider of text messages refused the message: the number is not a valid phone number (21211).' }, 0],
    ['a person who said STOP', { kind: 'status', status: 400, code: 21610 }, { state: 'failed', reason: expect.stringContaining('has said STOP') }, 0],
    ['a code that is not known', { kind: 'status', status: 400, code: 99999 }, { state: 'failed', reason: expect.stringContaining('(99999)') }, 0],
  ]
  it.each(answers)('%s', async (_, fault, delivery, taken) => {
    receiver.fail(fault)
    const got = await send()
    expect(got).toMatchObject(delivery)
    // Neither the number of a person nor anything of the account's secret.
    expect(JSON.stringify(got)).not.toMatch(/\+?15551234567|4930555010|test-token/)
    expect([receiver.messages().length, receiver.requests().sends]).toEqual([taken, 1])
  })

  it('a token that is not right is tried again: an admin can mend it', async () => {
    expect(await send({ token: 'another-token' })).toMatchObject({ state: 'retry', reason: expect.stringContaining('Settings → Channels') })
  })

  it('nothing listens', async () => {
    await receiver.stop()
    expect(await send()).toEqual({ state: 'retry', reason: 'The provider of text messages could not be reached (ECONNREFUSED). Nothing was sent.' })
  })
})

it('fails with what to do where nothing is connected, and where the number is none', async () => {
  const none = createSmsProvider({ findConnection: () => undefined, publicUrl: 'https://flows.example', known })
  expect(await none(request, attempt)).toEqual({ state: 'failed', reason: 'No provider for text messages is connected. Connect one at Settings → Channels.' })
  expect(await none({ ...request, to: '0049 30\r\nX: y' } as EffectRequest, attempt)).toMatchObject({ state: 'failed' })
})
