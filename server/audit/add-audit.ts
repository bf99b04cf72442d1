import { createHash } from 'node:crypto'
import type { Json } from '#nodes/sdk/json'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { auditLog } from '../db/schema'
import { insertRow } from '../db/write-rows'

export interface Actor {
  kind: 'person' | 'run' | 'rep' | 'source' | 'system'
  id: string
}

export interface AuditEntry {
  actor: Actor
  action: string
  subject: { type: string; id: string }
  before?: Json
  after?: Json
  reason?: string
}

/** What is hashed: the row in a fixed order of fields, after the hash of the row before it. */
export function hashEntry(previous: string, at: number, { actor, action, subject, before, after, reason }: AuditEntry): string {
  const fields = [previous, at, actor.kind, actor.id, action, subject.type, subject.id, before ?? null, after ?? null, reason ?? null]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

// With a bound limit SQLite would plan this anew each time, for ten times as long as it takes.
const lastHash = keptQuery((db) => db.$client.prepare('select hash from audit_log order by seq desc limit 1').pluck())

/** Appends to the audit log; call it in the transaction of the change that it tells of. */
export function createAddAudit(db: Database): (entry: AuditEntry, now: number) => void {
  const findLast = lastHash(db)
  return (entry, now) => {
    const { actor, action, subject, before, after, reason } = entry
    insertRow(db, auditLog, {
      at: now, actorKind: actor.kind, actorId: actor.id, action, subjectType: subject.type, subjectId: subject.id,
      before: before ?? null, after: after ?? null, reason: reason ?? null, hash: hashEntry((findLast.get() as string | undefined) ?? '', now, entry),
    })
  }
}
