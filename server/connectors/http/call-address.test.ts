import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Delivery } from '#engine/providers'
import type { EffectRequest } from '#nodes/sdk/effect'
import { type HttpAnswer, type HttpReceiver, startHttpReceiver } from '#test/harness/receivers/http-receiver'
import type { ResolvedConnection } from '../../connections/resolve-connection'
import { createHttpProvider } from './call-address'
import { createIsAllowed } from './guarded-lookup'

type HttpRequest = Extract<EffectRequest, { channel: 'http' }>

const attempt = { key: '01RUN:call:1:request', timeoutMs: 5_000 }
const path = '/s3cret-path'
const retryOn = [408, 425, 429, ...Array.from({ length: 100 }, (_, index) => 500 + index)]
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function receiver(): Promise<HttpReceiver> {
  const made = await startHttpReceiver()
  closing.push(() => made.stop())
  return made
}

/** A server that answers as it likes. */
async function serve(onRequest: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createHttp(onRequest)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

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
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Options {
  allowedHosts?: string[]
  connections?: Record<string, ResolvedConnection>
}

/** Calls with only 127.0.0.1 allowed, as a workspace would allow a host of its own. */
function call(url: string, over: Partial<HttpRequest> = {}, { allowedHosts = ['127.0.0.1'], connections = {} }: Options = {}): Promise<Delivery> {
  const isAllowed = createIsAllowed({ allowsPrivate: false, allowedHosts: () => allowedHosts })
  const request: HttpRequest = { channel: 'http', method: 'POST', url, headers: { 'content-type': 'application/json' }, body: '{"a":1}', timeoutMs: 3_000, maxBytes: 65_536, retryOn, ...over }
  return createHttpProvider({ resolve: (id) => connections[id], isAllowed })(request, attempt)
}

describe('what is sent', () => {
  it('is the method, the headers and the body, with one key for all attempts', async () => {
    const server = await receiver()
    await call(server.url(path), { method: 'PATCH', headers: { 'content-type': 'application/json', 'x-team': 'west' } })
    await call(server.url(path))
    const [first, second] = server.requests(path)
    expect(first).toMatchObject({ method: 'PATCH', body: '{"a":1}', headers: { 'x-team': 'west', 'content-type': 'application/json', 'accept-encoding': 'identity' } })
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
  })

  it('is nothing but the address for a GET', async () => {
    const server = await receiver()
    await call(server.url(path), { method: 'GET', body: undefined, headers: {} })
    expect(server.requests()[0]).toMatchObject({ method: 'GET', body: '' })
    expect(server.requests()[0]?.headers).not.toHaveProperty('idempotency-key')
  })
})

describe('what the other side answers', () => {
  const answers: [string, HttpAnswer, object][] = [
    ['200 with JSON', { headers: { 'content-type': 'application/json', 'x-request-id': 'r1', 'set-cookie': 'a=b' }, body: '{"id":"c-7","tags":["a"]}' }, { state: 'done', response: { status: 200, body: { id: 'c-7', tags: ['a'] }, headers: { 'x-request-id': 'r1' }, isCut: false } }],
    ['200 with text', { body: 'fine' }, { state: 'done', response: { status: 200, body: 'fine' } }],
    ['204', { status: 204, body: '' }, { state: 'done', response: { status: 204, body: null } }],
    ['200 with a picture', { headers: { 'content-type': 'image/png' }, body: 'xx' }, { state: 'done', response: { body: null } }],
    ['200 in Latin-1', { headers: { 'content-type': 'text/plain; charset=latin1' }, body: 'ok' }, { state: 'done', response: { body: 'ok' } }],
    ['404', { status: 404, body: '{"error":"unknown"}' }, { state: 'done', response: { status: 404, body: { error: 'unknown' } } }],
    ['401', { status: 401 }, { state: 'done', response: { status: 401 } }],
    ['304 without a place', { status: 304, body: '' }, { state: 'done', response: { status: 304 } }],
    ['408', { status: 408 }, { state: 'retry' }],
    ['425', { status: 425 }, { state: 'retry' }],
    ['429 with seconds', { status: 429, headers: { 'retry-after': '17' } }, { state: 'retry', retryAfterMs: 17_000 }],
    ['500', { status: 500 }, { state: 'retry' }],
    ['503 for ever', { status: 503, headers: { 'retry-after': '99999999' } }, { state: 'retry', retryAfterMs: 86_400_000 }],
  ]
  it.each(answers)('%s', async (_, answer, delivery) => {
    const server = await receiver()
    server.answer(path, answer)
    const got = await call(server.url(path))
    expect(got).toMatchObject(delivery)
    expect(JSON.stringify({ ...got, response: undefined })).not.toMatch(/s3cret|127\.0/)
    expect(JSON.stringify(got)).not.toContain('a=b')
    expect(server.count()).toBe(1)
  })

  it('tries again only what the step says', async () => {
    const server = await receiver()
    server.answer(path, { status: 500 }, 1)
    server.answer(path, { status: 404 }, 1)
    expect(await call(server.url(path), { retryOn: [404] })).toMatchObject({ state: 'done', response: { status: 500 } })
    expect(await call(server.url(path), { retryOn: [404] })).toMatchObject({ state: 'retry' })
  })

  it('waits until the date that it is given', async () => {
    const server = await receiver()
    server.answer(path, { status: 429, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } })
    const got = await call(server.url(path))
    expect(got.state === 'retry' && got.retryAfterMs).toBeGreaterThan(40_000)
  })
})

describe('when no answer comes', () => {
  it.each<[HttpRequest['method'], Delivery['state']]>([['POST', 'unknown'], ['PATCH', 'unknown'], ['GET', 'retry'], ['PUT', 'retry'], ['DELETE', 'retry']])('a %s that was taken is %s', async (method, state) => {
    const server = await receiver()
    server.answer(path, { end: 'reset' }, 1)
    server.answer(path, { end: 'hang' }, 1)
    expect(await call(server.url(path), { method })).toMatchObject({ state })
    expect(await call(server.url(path), { method, timeoutMs: 1_000 })).toMatchObject({ state })
  })

  it('a POST that was never sent is tried again', async () => {
    const server = await receiver()
    await server.down()
    expect(await call(server.url(path))).toEqual({ state: 'retry', reason: 'The web address could not be reached (ECONNREFUSED). Nothing was sent.' })
  })

  it('the step’s own time limit and the attempt’s both hold, for the answer’s end too', async () => {
    const address = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const got = await call(address, { timeoutMs: 1_500 })
    expect(got).toMatchObject({ state: 'done', response: { status: 200, isCut: true } })
  })

  it('an answer that is not HTTP leaves a POST in doubt', async () => {
    const address = await raw((socket) => socket.once('data', () => socket.end('220 smtp here\r\n')))
    expect((await call(address)).state).toBe('unknown')
  })
})

describe('answers that are large', () => {
  it('are cut off while they come in', async () => {
    let sent = 0
    const address = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const more = () => {
        while (!response.destroyed && sent < 200_000_000) {
          sent += 65_536
          if (!response.write('y'.repeat(65_536))) return void response.once('drain', more)
        }
      }
      more()
    })
    const got = await call(address, { maxBytes: 10_000 })
    expect(got).toMatchObject({ state: 'done', response: { isCut: true } })
    expect(got.state === 'done' && String(got.response?.body).length).toBe(10_000)
    expect(sent).toBeLessThan(20_000_000)
  })

  it.each([['JSON', JSON.stringify({ list: Array.from({ length: 9_000 }, () => 'entry-x') })], ['control letters', '\u0001'.repeat(70_000)], ['two-byte letters', 'ü'.repeat(70_000)]])('as %s are kept up to what a step may hand on', async (_, body) => {
    const server = await receiver()
    server.answer(path, { body })
    const got = await call(server.url(path), { maxBytes: 262_144 })
    expect(got).toMatchObject({ state: 'done', response: { isCut: true } })
    expect(JSON.stringify(got).length).toBeLessThan(62_000)
  })
})

describe('redirects', () => {
  it('are followed three times, each with a connection of its own', async () => {
    const server = await receiver()
    for (const hop of [1, 2, 3]) server.answer(`/${hop}`, { status: 302, headers: { location: `/${hop + 1}` } })
    server.answer('/4', { body: 'there' })
    expect(await call(server.url('/1'), { method: 'GET', body: undefined })).toMatchObject({ state: 'done', response: { body: 'there' } })
    server.answer('/0', { status: 302, headers: { location: '/1' } })
    expect(await call(server.url('/0'), { method: 'GET', body: undefined })).toMatchObject({ state: 'failed', reason: expect.stringContaining('more than 3 redirects') })
  })

  it('send a body again only where that is said', async () => {
    const server = await receiver()
    server.answer('/old', { status: 307, headers: { location: '/new' } }, 1)
    server.answer('/old', { status: 303, headers: { location: '/result' } }, 1)
    await call(server.url('/old'))
    await call(server.url('/old'))
    expect(server.requests().map(({ method, path: at, body }) => [method, at, body])).toEqual([['POST', '/old', '{"a":1}'], ['POST', '/new', '{"a":1}'], ['POST', '/old', '{"a":1}'], ['GET', '/result', '']])
  })

  it('into a private network are refused', async () => {
    const inside = await receiver()
    const server = await receiver()
    for (const host of ['localhost', '127.0.0.2', '[::1]', '169.254.169.254', '2130706434', '0x7f000002', '0177.0.0.2', '[::ffff:127.0.0.2]']) {
      server.answer('/away', { status: 302, headers: { location: `http://${host}:${inside.port}/` } }, 1)
      expect(await call(server.url('/away'), { method: 'GET', body: undefined }), host).toMatchObject({ state: 'failed', reason: expect.stringContaining('private network') })
    }
    expect(inside.count()).toBe(0)
  })

  it('to something else than the web are refused', async () => {
    const server = await receiver()
    for (const location of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://user:pass@127.0.0.1/', 'http://']) {
      server.answer('/away', { status: 302, headers: { location } }, 1)
      expect(await call(server.url('/away'), { method: 'GET', body: undefined }), location).toMatchObject({ state: 'failed' })
    }
  })

  it('of a POST are never begun again once the first address has taken it', async () => {
    const server = await receiver()
    server.answer('/a', { status: 303, headers: { location: '/b' } })
    server.answer('/b', { status: 503 })
    expect(await call(server.url('/a'))).toMatchObject({ state: 'unknown' })
    expect(await call(server.url('/a'), { method: 'PUT' })).toMatchObject({ state: 'retry' })
  })
})

describe('private networks', () => {
  it.each(['http://127.0.0.1:9/', 'http://localhost:9/', 'http://[::1]:9/', 'http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data', 'http://[fd00:ec2::254]/', 'http://100.64.0.1/', 'http://2130706433:9/', 'http://0x7f.1:9/', 'http://0177.0.0.1:9/', 'http://[::ffff:127.0.0.1]:9/', 'http://0.0.0.0:9/', 'http://224.0.0.1/'])('%s is not called', async (url) => {
    const got = await call(url, {}, { allowedHosts: [] })
    expect(got).toEqual({ state: 'failed', reason: expect.stringContaining('private network') })
  })

  it('are called where the installation allows all of them', async () => {
    const server = await receiver()
    const provider = createHttpProvider({ resolve: () => undefined, isAllowed: createIsAllowed({ allowsPrivate: true, allowedHosts: () => [] }) })
    expect(await provider({ channel: 'http', method: 'GET', url: server.url(), headers: {}, timeoutMs: 5_000, maxBytes: 1_000, retryOn }, attempt)).toMatchObject({ state: 'done' })
  })

  it('a host that is allowed by its name is called, and no other', async () => {
    const server = await receiver()
    expect(await call(`http://localhost:${server.port}/`, {}, { allowedHosts: ['localhost'] })).toMatchObject({ state: 'done' })
    expect(await call(server.url(), {}, { allowedHosts: ['localhost'] })).toMatchObject({ state: 'failed' })
  })
})

describe('a secret header', () => {
  const connection = (url: string, over: Partial<ResolvedConnection> = {}): Options => ({ connections: { c: { kind: 'http', url, secret: 'Authorization: Bearer t0psecret', ...over } } })

  it('goes to its own address', async () => {
    const server = await receiver()
    await call(server.url(path), { connectionId: 'c' }, connection(server.url()))
    expect(server.requests()[0]?.headers.authorization).toBe('Bearer t0psecret')
  })

  it('does not follow to another one', async () => {
    const [server, other] = [await receiver(), await receiver()]
    server.answer(path, { status: 307, headers: { location: other.url('/there') } })
    await call(server.url(path), { connectionId: 'c', headers: { 'x-key': 'own' } }, connection(server.url()))
    expect(server.requests()[0]?.headers).toMatchObject({ authorization: 'Bearer t0psecret', 'x-key': 'own' })
    expect(other.requests()).toHaveLength(1)
    expect(other.requests()[0]?.headers).not.toHaveProperty('authorization')
    expect(other.requests()[0]?.headers).not.toHaveProperty('x-key')
  })

  it.each<[string, (port: number) => Options]>([
    ['is for another address', () => connection('http://127.0.0.1:1/')],
    ['is a webhook’s', (port) => connection(`http://127.0.0.1:${port}/`, { kind: 'webhook' })],
    ['is no header', (port) => connection(`http://127.0.0.1:${port}/`, { secret: 't0psecret' })],
    ['is gone', () => ({})],
  ])('that %s: nothing is sent', async (_, options) => {
    const server = await receiver()
    const got = await call(server.url(path), { connectionId: 'c' }, options(server.port))
    expect(got.state).toBe('failed')
    expect(JSON.stringify(got)).not.toContain('t0psecret')
    expect(server.count()).toBe(0)
  })
})

it.each(['ftp://127.0.0.1/', 'no address', 'http://user:pass@127.0.0.1/'])('%s is no web address', async (url) => {
  expect(await call(url)).toEqual({ state: 'failed', reason: 'The web address is not a web address.' })
})
