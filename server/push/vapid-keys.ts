import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import type { SecretBox } from '../secrets/secret-box'
import { parsedSetting } from '../settings/parsed-setting'
import { writeSetting } from '../settings/settings'

const key = 'push'
const KeptKeys = z.object({ publicKey: z.string(), sealedKey: z.string(), createdAt: z.number() })
const readKept = parsedSetting<z.infer<typeof KeptKeys> | null>(key, KeptKeys.nullable(), null)

/** RFC 8292 allows a day; a signature that leaks is worth less. */
const signedForSeconds = 12 * 3_600

/** The public half of what this installation proves to push services that it is the one which the browser let in; null: there is none yet. */
export function readPushKey(db: Database): string | null {
  return readKept(db)?.publicKey ?? null
}

/** The same, made once where there is none yet; its secret half is kept encrypted. */
export async function ensurePushKey({ db, writer, box }: { db: Database; writer: Writer; box: SecretBox }, now: number): Promise<string> {
  return readPushKey(db) ?? writer.write((tx) => {
    // Another process may have made it since.
    const kept = readPushKey(tx)
    if (kept !== null) return kept
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url')
    writeSetting(tx, key, { publicKey: point, sealedKey: box.seal(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()), createdAt: now })
    return point
  })
}

/** What proves to a push service who sends (VAPID, RFC 8292): the header `Authorization`. Throws when there is no key, or this installation's secret is not the one that it was sealed with. */
export async function signPush({ db, box }: { db: Database; box: SecretBox }, { origin, contact }: { origin: string; contact: string }, now: number): Promise<string> {
  const kept = readKept(db)
  if (!kept) throw new Error('push.sign: no key was made')
  const secret: KeyObject = createPrivateKey(box.open(kept.sealedKey))
  const token = await new SignJWT({ aud: origin, exp: Math.floor(now / 1_000) + signedForSeconds, sub: contact }).setProtectedHeader({ typ: 'JWT', alg: 'ES256' }).sign(secret)
  return `vapid t=${token}, k=${kept.publicKey}`
}
