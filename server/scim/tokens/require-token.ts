import { createMiddleware } from 'hono/factory'
import type { Actor } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { ScimError } from '../scim-error'
import { findScimToken, markScimTokenUsed } from './scim-tokens'

/** The environment of routes that stand behind `createRequireToken`. */
export interface ByToken {
  Variables: { actor: Actor }
}

/** Using a token is written down at most this often. */
const markEveryMs = 60_000

/** Lets only HR systems with a valid token pass, and tells the routes behind it which one it is. */
export const createRequireToken = ({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) =>
  createMiddleware<ByToken>(async (c, next) => {
    const sent = /^Bearer (\S{16,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const token = sent === undefined ? undefined : findScimToken(db, sent)
    if (!token) {
      c.header('WWW-Authenticate', 'Bearer realm="scim"')
      throw new ScimError(401, 'Send a valid token as “Authorization: Bearer …”. An admin makes one at Settings, “From your HR system”.')
    }
    const at = now()
    if (token.lastUsedAt === null || token.lastUsedAt < at - markEveryMs) await writer.write((tx) => markScimTokenUsed(tx, token.id, at))
    c.set('actor', { kind: 'source', id: token.id })
    await next()
  })
