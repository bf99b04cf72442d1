import { randomBytes } from 'node:crypto'
import { newId } from '../db/new-id'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import type { SecretBox } from '../secrets/secret-box'
import { nameKey } from '../sources/name-key'
import { hashSecret } from './find-source'

/** Makes a source with a fresh secret, which is returned this once. Part of the caller's transaction. */
export function createSource(
  db: Database,
  box: SecretBox,
  input: { name: string; kind: 'signed-webhook' | 'path-webhook' | 'api' | 'mail'; actor: Actor },
  now: number,
): { id: string; secret: string } {
  const id = newId(now)
  const random = randomBytes(24)
  const secret = input.kind === 'signed-webhook' ? `whsec_${random.toString('base64')}` : random.toString('base64url')
  db.insert(sources)
    .values({
      id, name: input.name, nameKey: nameKey(input.name), kind: input.kind, createdAt: now,
      ...(input.kind === 'signed-webhook' ? { sealedSecret: box.seal(secret) } : { pathHash: hashSecret(secret) }),
    })
    .run()
  createAddAudit(db)({ actor: input.actor, action: 'source.created', subject: { type: 'source', id }, after: { name: input.name, kind: input.kind } }, now)
  return { id, secret }
}
