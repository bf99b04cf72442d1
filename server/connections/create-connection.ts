import { Webhook } from 'standardwebhooks'
import { newId } from '../db/new-id'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { connections } from '../db/schema'
import { AppError } from '../errors/app-error'
import type { SecretBox } from '../secrets/secret-box'

export const NewConnection = z
  .object({
    kind: z.enum(['webhook', 'slack', 'http']),
    name: z.string().trim().min(1).max(80),
    url: z.string().trim().max(2_000).refine(isWebAddress, 'Should begin with https:// or http://'),
    /** Signs webhooks: `whsec_` and base64, as the receiver shows it. For calls of a web address: a header, `Authorization: Bearer …`. */
    secret: z.string().trim().max(4_000).optional(),
    /** For webhooks: the receiver drops what comes twice under one id, so that what is doubtful may be sent again. */
    dropsDoubles: z.boolean().optional(),
  })
  .refine(({ kind, secret }) => kind !== 'webhook' || secret === undefined || isSigningSecret(secret), {
    path: ['secret'], message: 'Should be a Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64',
  })
  .refine(({ kind, secret }) => kind !== 'http' || isHeader(secret ?? ''), { path: ['secret'], message: 'Should be a header and its value: “Authorization: Bearer …”' })

export type NewConnection = z.infer<typeof NewConnection>

/** Stores a connection, its address and secret encrypted; neither is in the audit log nor in an error. Part of the caller's transaction. */
export function createConnection(db: Database, box: SecretBox, { input, actor }: { input: NewConnection; actor: Actor }, now: number): string {
  const parsed = NewConnection.safeParse(input)
  if (!parsed.success) throw new AppError('bad-input', 'The connection cannot be saved: see the marked fields.', z.flattenError(parsed.error).fieldErrors)
  const { kind, name, url, secret, dropsDoubles = false } = parsed.data
  if (kind === 'slack' && secret !== undefined) throw new AppError('bad-input', 'A chat connection has no signing secret.')

  if (kind !== 'webhook' && dropsDoubles) throw new AppError('bad-input', 'Only the receiver of a webhook can promise to drop what comes twice.')

  const id = newId(now)
  const sealed = { sealedUrl: box.seal(url), sealedSecret: secret === undefined ? null : box.seal(secret) }
  db.insert(connections).values({ id, kind, name, ...sealed, settings: dropsDoubles ? { dropsDoubles } : null, createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'connection.created', subject: { type: 'connection', id }, after: { kind, name, isSigned: secret !== undefined, ...(dropsDoubles && { dropsDoubles }) } }, now)
  return id
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}

/** A name and a value of printable letters, within one line. */
function isHeader(text: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}:[ \t]*[\x21-\x7e][\x20-\x7e]*$/.test(text)
}

function isSigningSecret(text: string): boolean {
  try {
    new Webhook(text)
    const bytes = Buffer.from(text.replace(/^whsec_/, ''), 'base64').length
    return bytes >= 24 && bytes <= 64
  } catch {
    return false
  }
}
