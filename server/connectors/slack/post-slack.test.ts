import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EffectRequest } from '#nodes/sdk/effect'
import { type HttpAnswer, type HttpReceiver, startHttpReceiver } from '#test/harness/receivers/http-receiver'
import { createSlackProvider } from './post-slack'

const path = '/services/T0/B0/s3cret'
const request: EffectRequest = { channel: 'slack', connectionId: 'c1', body: { text: '*New lead*\nJürg', more: 'is not sent' } }
const attempt = { key: '01RUN:notify:1:rep', timeoutMs: 2_000 }
let server: HttpReceiver

beforeEach(async () => {
  server = await startHttpReceiver()
})
afterEach(() => server.stop())

const send = (body = request) => createSlackProvider({ resolve: () => ({ url: server.url(path) }) })(body, attempt)

it('sends the text and no signature', async () => {
  expect(await send()).toEqual({ state: 'done' })
  const [got] = server.requests(path)
  expect(JSON.parse(got?.body ?? '')).toEqual({ text: '*New lead*\nJürg' })
  expect(got?.headers).not.toHaveProperty('webhook-signature')
})

describe('what the chat answers', () => {
  const answers: [string, HttpAnswer, object][] = [
    ['403 with its word', { status: 403, body: 'invalid_token' }, { state: 'failed', reason: 'The chat refused the message (403): invalid_token.' }],
    ['404 with its word', { status: 404, body: 'no_service' }, { state: 'failed', reason: 'The chat refused the message (404): no_service.' }],
    ['400 with more than a word', { status: 400, body: `bad ${path}` }, { state: 'failed', reason: 'The chat refused the message (400).' }],
    ['200 with a refusal', { body: '{"ok":false,"error":"channel_not_found"}' }, { state: 'failed', reason: 'The chat refused the message (200): channel_not_found.' }],
    ['200 with JSON', { body: '{"ok":true}' }, { state: 'done' }],
    ['200 with a page', { headers: { 'content-type': 'text/html' }, body: '<html>' }, { state: 'failed' }],
    ['429', { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited' }, { state: 'retry', retryAfterMs: 30_000 }],
    ['500', { status: 500, body: 'rollup_error' }, { state: 'retry' }],
    ['nothing', { end: 'hang' }, { state: 'unknown' }],
  ]
  it.each(answers)('%s', async (_, answer, delivery) => {
    server.answer(path, answer)
    const got = await send()
    expect(got).toMatchObject(delivery)
    expect(JSON.stringify(got)).not.toContain('s3cret')
    expect(server.count()).toBe(1)
  })
})

it('does not send an empty message', async () => {
  expect(await send({ ...request, body: {} })).toMatchObject({ state: 'failed' })
  expect(server.count()).toBe(0)
})
