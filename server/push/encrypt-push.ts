import { createECDH } from 'node:crypto'
import { encrypt } from 'http_ece'
import type { Subscription } from './subscription'

/** What every push service takes: 4,096 bytes, of which 103 are not text. */
const mostBytes = 4_096 - 103
/** Lengths are rounded up to this, so that they say little about what is in them. */
const roundedTo = 256

/** Encrypts what is to be shown so that only the browser can read it, not its push service (RFC 8291). Throws when the text is longer than what push services take. */
export function encryptPush(text: string, { keys }: Subscription): Buffer {
  const plain = Buffer.from(text, 'utf8')
  if (plain.length > mostBytes) throw new Error(`push.encrypt: ${plain.length} bytes, at most ${mostBytes} are taken`)
  const own = createECDH('prime256v1')
  own.generateKeys()
  const pad = Math.min(mostBytes, Math.ceil(plain.length / roundedTo) * roundedTo) - plain.length
  return encrypt(plain, { version: 'aes128gcm', dh: Buffer.from(keys.p256dh, 'base64url'), privateKey: own, authSecret: Buffer.from(keys.auth, 'base64url'), pad })
}
