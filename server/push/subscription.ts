import { createPublicKey } from 'node:crypto'
import { z } from 'zod'

const base64url = (name: string) => z.string().max(200).regex(/^[\w-]+={0,2}$/, `${name} is not in base64url.`)

/** What a browser gives to whoever may send to it: an address at its push service, and keys that the service does not have. */
export const Subscription = z.object({
  endpoint: z.string().max(2_000),
  keys: z.object({
    p256dh: base64url('The browser’s public key').refine((key) => isPoint(Buffer.from(key, 'base64url')), 'This is no public key of a browser.'),
    auth: base64url('The browser’s secret').refine((secret) => Buffer.from(secret, 'base64url').length === 16, 'This is no secret of a browser.'),
  }),
})
export type Subscription = z.infer<typeof Subscription>

/** Whether this is a point of the curve P-256, uncompressed. */
function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  try {
    createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: bytes.subarray(1, 33).toString('base64url'), y: bytes.subarray(33).toString('base64url') } })
    return true
  } catch {
    return false
  }
}
