import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common'
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const encoding = new TextEncoder().encode('binary/encrypted')
const ivBytes = 12
const tagBytes = 16

/** The module that keeps failure messages within payloads, so that the codec covers them too. */
const failureConverterPath = fileURLToPath(new URL('./workflows/failure-converter.cjs', import.meta.url))

/**
 * What workers and clients convert payloads with: AES-256-GCM under the first key, with the key's id beside it; the other keys
 * only open what was sealed before. Without keys nothing is encrypted. Plain payloads of earlier runs are read as they are.
 */
export function createDataConverter(keys: readonly Buffer[]): DataConverter | undefined {
  return keys.length === 0 ? undefined : { payloadCodecs: [createPayloadCodec(keys)], failureConverterPath }
}

/** Throws when a payload was sealed with a key that is not among `keys`: the task fails, is tried again, and the run waits. */
function createPayloadCodec(keys: readonly Buffer[]): PayloadCodec {
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [first] = keys
  if (!first) throw new Error('engine.createPayloadCodec: no key')
  const firstId = idOf(first)
  return {
    encode: async (payloads) => payloads.map((payload) => ({ metadata: { encoding, 'encryption-key-id': Buffer.from(firstId) }, data: seal(first, payload) })),
    decode: async (payloads) =>
      payloads.map((payload) => {
        const { metadata, data } = payload
        if (!metadata?.encoding || !data || Buffer.compare(metadata.encoding, encoding) !== 0) return payload
        const id = Buffer.from(metadata['encryption-key-id'] ?? []).toString()
        const key = byId.get(id)
        if (!key) throw new Error(`A run’s data was encrypted with the key ${id}, and this process has ${[...byId.keys()].join(', ')}. Set that key again (WATERTIGHT_CODEC_KEY, or WATERTIGHT_CODEC_OLD_KEYS); nothing is lost, and the run goes on then.`)
        return open(key, data)
      }),
  }
}

/** Names a key without telling anything of it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}

/** The payload as iv, sealed bytes and tag; inside: the length of its metadata, its metadata as JSON, its data. */
function seal(key: Buffer, { metadata, data }: Payload): Uint8Array {
  const head = Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]))))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  return Buffer.concat([iv, cipher.update(Buffer.concat([length, head, Buffer.from(data ?? [])])), cipher.final(), cipher.getAuthTag()])
}

function open(key: Buffer, sealed: Uint8Array): Payload {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes)), decipher.final()])
  const end = 4 + plain.readUInt32BE(0)
  const head = JSON.parse(plain.subarray(4, end).toString('utf8')) as Record<string, string>
  return { metadata: Object.fromEntries(Object.entries(head).map(([name, value]) => [name, Buffer.from(value, 'base64')])), data: plain.subarray(end) }
}
