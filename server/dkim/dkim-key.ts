import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import type { SecretBox } from '../secrets/secret-box'
import { parsedSetting } from '../settings/parsed-setting'
import { writeSetting } from '../settings/settings'

const key = 'dkim'

const KeptKey = z.object({ domain: z.string(), selector: z.string(), sealedKey: z.string(), publicKey: z.string(), isOn: z.boolean(), createdAt: z.number() })
type KeptKey = z.infer<typeof KeptKey>

/** A key that mail is signed with (DKIM, RFC 6376), without its secret half. */
export interface DkimView {
  domain: string
  selector: string
  isOn: boolean
  createdAt: number
  /** What is entered at the domain's DNS, as a record of the type TXT. */
  record: { name: string; value: string }
}

/** What signs a mail. */
export interface DkimSigner {
  domainName: string
  keySelector: string
  privateKey: string
}

const readKept = parsedSetting<KeptKey | null>(key, KeptKey.nullable(), null)
const makeKeys = promisify(generateKeyPair)

/** A new pair of keys of RSA with 2048 bits, which every receiver can check; takes a moment. */
export async function makeDkimKeys(): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey } = await makeKeys('rsa', { modulusLength: 2_048 })
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
  }
}

/**
 * Keeps a key for the domain, switched off: its record must stand in the DNS first. A key that was there is gone; the new one has another selector, so that mail that is under way can
 * still be checked by the old record. The secret half is kept encrypted. Part of the caller's transaction.
 */
export function keepDkimKey(db: Database, box: SecretBox, { domain, keys, actor }: { domain: string; keys: { privateKey: string; publicKey: string }; actor: Actor }, now: number): void {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '')
  const before = readKept(db)?.selector
  const selector = before?.startsWith(`wt${day}`) ? `wt${day}-${Number(before.split('-')[1] ?? 1) + 1}` : `wt${day}`
  writeSetting(db, key, { domain, selector, sealedKey: box.seal(keys.privateKey), publicKey: keys.publicKey, isOn: false, createdAt: now })
  createAddAudit(db)({ actor, action: 'dkim.key-made', subject: { type: 'workspace', id: 'workspace' }, after: { domain, selector } }, now)
}

/** Mail whose sending begins after this commit is signed, or is not. Part of the caller's transaction. */
export function switchDkim(db: Database, { isOn, actor }: { isOn: boolean; actor: Actor }, now: number): void {
  const kept = readKept(db)
  if (!kept) throw new AppError('not-found', 'There is no key to sign with yet. Make one first.')
  if (kept.isOn === isOn) return
  writeSetting(db, key, { ...kept, isOn })
  createAddAudit(db)({ actor, action: isOn ? 'dkim.switched-on' : 'dkim.switched-off', subject: { type: 'workspace', id: 'workspace' }, after: { domain: kept.domain, selector: kept.selector } }, now)
}

export function readDkim(db: Database): DkimView | null {
  const kept = readKept(db)
  if (!kept) return null
  const { domain, selector, isOn, createdAt, publicKey } = kept
  return { domain, selector, isOn, createdAt, record: { name: `${selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${publicKey}` } }
}

/** What signs mail now; undefined where it is not signed. Throws when the workspace's key is not the one that it was sealed with. */
export function readDkimSigner(db: Database, box: SecretBox): DkimSigner | undefined {
  const kept = readKept(db)
  return kept?.isOn ? { domainName: kept.domain, keySelector: kept.selector, privateKey: box.open(kept.sealedKey) } : undefined
}
