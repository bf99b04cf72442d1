/** What is used of it; it comes without types. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'

  /** Encrypts for a browser (RFC 8188 and RFC 8291): `dh` is the browser's public key, `privateKey` one of ours for this message alone. */
  export function encrypt(plain: Buffer, params: { version: 'aes128gcm'; dh: Buffer; privateKey: ECDH; authSecret: Buffer; pad?: number }): Buffer
}
