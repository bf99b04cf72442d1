import { createDecipheriv, type ECDH, hkdfSync } from 'node:crypto'

const tagBytes = 16

/** What a browser reads of a push (RFC 8291 over RFC 8188, one record): written after the standards, and not with what encrypts it. Throws for what a browser would drop. */
export function decryptPush(body: Buffer, { keys, secret }: { keys: ECDH; secret: Buffer }): string {
  const salt = body.subarray(0, 16)
  const recordSize = body.readUInt32BE(16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const record = body.subarray(21 + idLength)
  if (record.length > recordSize || body.length > 4_096) throw new Error('more than one record')
  const derive = (from: Buffer, salted: Buffer, info: Buffer | string, bytes: number) => Buffer.from(hkdfSync('sha256', from, salted, info, bytes))
  const shared = derive(keys.computeSecret(sender), secret, Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]), 32)
  const decipher = createDecipheriv('aes-128-gcm', derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16), derive(shared, salt, 'Content-Encoding: nonce\0', 12))
  decipher.setAuthTag(record.subarray(-tagBytes))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -tagBytes)), decipher.final()])
  const end = padded.findLastIndex((byte) => byte !== 0)
  if (padded[end] !== 2) throw new Error('not the last record')
  return padded.subarray(0, end).toString('utf8')
}
