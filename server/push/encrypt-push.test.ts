import { createECDH, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { decryptPush } from '#test/harness/receivers/decrypt-push'
import { encryptPush } from './encrypt-push'

const keys = createECDH('prime256v1')
keys.generateKeys()
const secret = randomBytes(16)
const subscription = { endpoint: 'https://push.example/1', keys: { p256dh: keys.getPublicKey('base64url'), auth: secret.toString('base64url') } }

it.each(['', 'Zoë wartet', '🙂'.repeat(200), 'x'.repeat(3_993)])('is read by a browser, and by nobody else: %#', (text) => {
  const body = encryptPush(text, subscription)
  expect(body.length).toBeLessThanOrEqual(4_096)
  expect(decryptPush(body, { keys, secret })).toBe(text)
  expect(() => decryptPush(body, { keys, secret: randomBytes(16) })).toThrow()
})

it('says little about the length of what is in it, and is never the same twice', () => {
  const of = (text: string) => encryptPush(text, subscription)
  expect(of('yes').length).toBe(of('no, thank you').length)
  expect(of('yes').equals(of('yes'))).toBe(false)
})

it('refuses what no push service would take', () => {
  expect(() => encryptPush('x'.repeat(3_994), subscription)).toThrow('at most 3993')
})
