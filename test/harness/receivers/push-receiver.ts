import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { decryptPush } from './decrypt-push'
import { type HttpAnswer, startHttpReceiver } from './http-receiver'

/** A push as the service and the browser behind it see it. */
export interface ReceivedPush {
  /** What the browser shows; only it can read that. */
  payload: { tag: string; title: string; text: string; link: string; noticeId?: string }
  ttl: number
  urgency: string | undefined
  topic: string | undefined
  /** What the sender has signed, with a key that the browser may have let in. */
  signed: { aud: string; exp: number; sub: string; key: string }
  at: number
}

export interface TestBrowser {
  path: string
  /** What the browser gives to the page that asks for it. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** Everything that came for it, whatever it was answered, in order. */
  received(): ReceivedPush[]
}

export interface PushReceiver {
  /** Where it answers. */
  url: string
  browser(name: string): TestBrowser
  /** From now on, `times` pushes to this browser get this answer; else they are taken (201). */
  answer(browser: TestBrowser, answer: HttpAnswer, times?: number): void
  heal(): void
  down(): Promise<void>
  up(): Promise<void>
  stop(): Promise<void>
}

/** A push service with browsers behind it: decrypts what it gets as a browser does, and checks who sent it. */
export async function startPushReceiver(): Promise<PushReceiver> {
  const http = await startHttpReceiver()
  const taken: HttpAnswer = { status: 201, headers: { location: '/message/1' }, body: '' }
  const heal = () => {
    http.heal()
    http.answer('any', taken)
  }
  heal()
  return {
    url: http.url(''),
    browser(name) {
      const keys = createECDH('prime256v1')
      keys.generateKeys()
      const secret = randomBytes(16)
      const path = `/push/${name}`
      return {
        path,
        subscription: { endpoint: http.url(path), keys: { p256dh: keys.getPublicKey('base64url'), auth: secret.toString('base64url') } },
        received: () =>
          http.requests(path).map(({ bytes, headers, at }) => ({
            payload: JSON.parse(decryptPush(bytes, { keys, secret })) as ReceivedPush['payload'], ttl: Number(headers.ttl), urgency: headers.urgency as string | undefined, topic: headers.topic as string | undefined, signed: checkSigned(headers.authorization ?? ''), at,
          })),
      }
    },
    answer(browser, answer, times) {
      // Rules count in their order: what takes everything comes last again.
      http.heal()
      http.answer(browser.path, answer, times)
      http.answer('any', taken)
    },
    heal,
    down: http.down,
    up: http.up,
    stop: http.stop,
  }
}

/** Checks the signature as RFC 8292 wants it, and gives what was signed. Throws for a forged one. */
function checkSigned(authorization: string): ReceivedPush['signed'] {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } })
  const isGenuine = verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string }
  if (!isGenuine || alg !== 'ES256') throw new Error('The signature of a push is forged.')
  return { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as { aud: string; exp: number; sub: string }), key }
}
