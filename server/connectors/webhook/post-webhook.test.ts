import { execFileSync } from 'node:child_process'
import { createServer as createTls } from 'node:https'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import type { EffectRequest } from '#nodes/sdk/effect'
import { type HttpAnswer, type HttpReceiver, startHttpReceiver } from '#test/harness/receivers/http-receiver'
import { createWebhookProvider } from './post-webhook'

const request: EffectRequest = { channel: 'webhook', connectionId: 'c1', body: { type: 'lead.offered', name: 'Jürg' } }
const attempt = { key: '01RUN:notify:1:rep', timeoutMs: 5_000 }
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const path = '/hooks/s3cret-path'
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function receiver(): Promise<HttpReceiver> {
  const made = await startHttpReceiver()
  closing.push(() => made.stop())
  return made
}

const provider = (url: string, withSecret?: string) => createWebhookProvider({ resolve: () => ({ url, ...(withSecret && { secret: withSecret }) }) })

async function raw(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('what is sent', () => {
  it('is signed the Standard Webhooks way and has the same id for every attempt', async () => {
    const server = await receiver()
    const send = provider(server.url(path), secret)
    expect(await send(request, attempt)).toEqual({ state: 'done' })
    await send(request, attempt)
    await send(request, { ...attempt, key: '01RUN:notify:2:rep' })
    const [first, second, other] = server.requests(path)
    expect(new Webhook(secret).verify(first?.body ?? '', first?.headers as Record<string, string>)).toEqual(request.channel === 'webhook' ? request.body : {})
    expect(first?.headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/)
    expect(first?.headers['idempotency-key']).toBe(first?.headers['webhook-id'])
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(other?.headers['webhook-id']).not.toBe(first?.headers['webhook-id'])
  })

  it('has no signature without a secret', async () => {
    const server = await receiver()
    await provider(server.url())(request, attempt)
    expect(server.requests()[0]?.headers).not.toHaveProperty('webhook-signature')
  })
})

describe('what the receiver answers', () => {
  const answers: [string, HttpAnswer, object][] = [
    ['200', {}, { state: 'done' }],
    ['204', { status: 204, body: '' }, { state: 'done' }],
    ['301', { status: 301, headers: { location: '/elsewhere' } }, { state: 'failed' }],
    ['400', { status: 400 }, { state: 'failed' }],
    ['401', { status: 401 }, { state: 'failed' }],
    ['404', { status: 404 }, { state: 'failed' }],
    ['408', { status: 408 }, { state: 'retry' }],
    ['410', { status: 410 }, { state: 'failed', reason: expect.stringContaining('gone') }],
    ['429 with seconds', { status: 429, headers: { 'retry-after': '17' } }, { state: 'retry', retryAfterMs: 17_000 }],
    ['429 without', { status: 429 }, { state: 'retry' }],
    ['503 with seconds', { status: 503, headers: { 'retry-after': '3' } }, { state: 'retry', retryAfterMs: 3_000 }],
    ['503 for ever', { status: 503, headers: { 'retry-after': '99999999' } }, { state: 'retry', retryAfterMs: 86_400_000 }],
    ['503 with nonsense', { status: 503, headers: { 'retry-after': 'soon' } }, { state: 'retry' }],
    ['500', { status: 500 }, { state: 'retry' }],
    ['502', { status: 502 }, { state: 'retry' }],
    ['504', { status: 504 }, { state: 'retry' }],
    ['200 slowly', { delayMs: 400 }, { state: 'done' }],
    ['200 with much', { body: 'x'.repeat(2_000_000) }, { state: 'done' }],
    ['nothing', { end: 'hang' }, { state: 'unknown' }],
    ['a reset', { end: 'reset' }, { state: 'unknown' }],
  ]
  it.each(answers)('%s', async (_, answer, delivery) => {
    const server = await receiver()
    server.answer(path, answer)
    const got = await provider(server.url(path))(request, { ...attempt, timeoutMs: 3_000 })
    expect(got).toMatchObject(delivery)
    expect(JSON.stringify(got)).not.toContain('s3cret')
    expect(server.count()).toBe(1)
  })

  it('429 until a date', async () => {
    const server = await receiver()
    server.answer(path, { status: 429, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } })
    const got = await provider(server.url(path))(request, attempt)
    expect(got.state === 'retry' && got.retryAfterMs).toBeGreaterThan(40_000)
    expect(got.state === 'retry' && got.retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  it('an answer whose body never ends is an answer', async () => {
    const address = await raw((socket) => socket.once('data', () => socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\nhalf')))
    expect(await provider(`http://${address}${path}`)(request, { ...attempt, timeoutMs: 1_500 })).toEqual({ state: 'done' })
  })

  it('an answer that is not HTTP leaves it unknown', async () => {
    const address = await raw((socket) => socket.once('data', () => socket.end('220 smtp here\r\n')))
    expect((await provider(`http://${address}${path}`)(request, attempt)).state).toBe('unknown')
  })
})

describe('before anything is sent', () => {
  it('nothing listens', async () => {
    const server = await receiver()
    await server.down()
    expect(await provider(server.url(path))(request, attempt)).toEqual({ state: 'retry', reason: 'The webhook’s receiver could not be reached (ECONNREFUSED). Nothing was sent.' })
  })

  it('the name does not resolve', async () => {
    const got = await provider(`https://no-such-host.invalid${path}`)(request, attempt)
    expect(got.state).toBe('retry')
    expect(JSON.stringify(got)).not.toMatch(/s3cret|no-such-host/)
  })

  it('the TLS handshake hangs', async () => {
    let bytes = ''
    const address = await raw((socket) => socket.on('data', (chunk) => (bytes += chunk.toString('latin1'))))
    expect((await provider(`https://${address}${path}`)(request, { ...attempt, timeoutMs: 300 })).state).toBe('retry')
    expect(bytes).not.toContain('lead.offered')
  })

  it('the TLS handshake breaks', async () => {
    const address = await raw((socket) => socket.once('data', () => socket.destroy()))
    expect((await provider(`https://${address}${path}`)(request, attempt)).state).toBe('retry')
  })

  const certificate = selfSigned()
  it.skipIf(!certificate)('the certificate is not trusted', async () => {
    let requests = 0
    const server = createTls({ ...certificate }, () => (requests += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const got = await provider(`https://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)(request, attempt)
    expect(got.state).toBe('retry')
    expect(requests).toBe(0)
  })

  it('the connection is gone, unreadable, or not usable', async () => {
    expect(await createWebhookProvider({ resolve: () => undefined })(request, attempt)).toMatchObject({ state: 'failed' })
    const broken = createWebhookProvider({
      resolve: () => {
        throw new Error(`cannot open ${secret}`)
      },
    })
    const got = [await broken(request, attempt), await provider('ftp://x/s3cret')(request, attempt), await provider('http://127.0.0.1:1/', 'whsec_%%%')(request, attempt)]
    expect(got.map(({ state }) => state)).toEqual(['retry', 'failed', 'failed'])
    expect(JSON.stringify(got)).not.toMatch(/s3cret|whsec|%%%/)
  })
})

/** A certificate that nobody trusts; undefined where there is no openssl to make it. */
function selfSigned(): { cert: string; key: string } | undefined {
  try {
    const pem = execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=test', '-keyout', '-', '-out', '-'], { stdio: 'pipe' })
    return { cert: pem.toString(), key: pem.toString() }
  } catch {
    return undefined
  }
}
