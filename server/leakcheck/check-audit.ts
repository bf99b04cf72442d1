import type Sqlite from 'better-sqlite3'
import type { Json } from '#nodes/sdk/json'
import { type AuditEntry, hashEntry } from '../audit/add-audit'
import { toFinding } from './find-leaks'
import type { LeakFinding } from './leak-finding'

/** Up to where the log has been checked, and the hash that stands there. */
export interface AuditMark {
  seq: number
  hash: string
}

interface AuditRow {
  seq: number
  at: number
  actor_kind: AuditEntry['actor']['kind']
  actor_id: string
  action: string
  subject_type: string
  subject_id: string
  before: string | null
  after: string | null
  reason: string | null
  hash: string
}

const chunk = 2_000

/** INV12: each row's hash follows from the row and the hash before it. Goes on from `mark`, so that a pass reads only what is new. */
export async function checkAudit(client: Sqlite.Database, mark: AuditMark = { seq: 0, hash: '' }, rest?: () => Promise<void>): Promise<{ findings: LeakFinding[]; mark: AuditMark }> {
  const read = client.prepare('select * from audit_log where seq > ? order by seq limit ?')
  const findings: LeakFinding[] = []
  let at = mark
  for (;;) {
    const rows = read.all(at.seq, chunk) as AuditRow[]
    for (const row of rows) {
      // Gone on with the hash as it stands, so that one change is one finding.
      if (hashEntry(at.hash, row.at, entryOf(row)) !== row.hash) findings.push(broken(row))
      at = { seq: row.seq, hash: row.hash }
    }
    if (rows.length < chunk) return { findings, mark: at }
    await rest?.()
  }
}

function entryOf(row: AuditRow): AuditEntry {
  const json = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json))
  return {
    actor: { kind: row.actor_kind, id: row.actor_id }, action: row.action, subject: { type: row.subject_type, id: row.subject_id },
    before: json(row.before), after: json(row.after), ...(row.reason !== null && { reason: row.reason }),
  }
}

function broken(row: AuditRow): LeakFinding {
  return toFinding(
    {
      invariant: 'INV12',
      kind: 'audit-changed',
      words: () => ({
        wrong: `Entry ${row.seq} of the audit log does not fit the one before it: one of them was changed or removed. What it says cannot be relied on.`,
        todo: 'Compare with a backup, and find out who can write to the database’s file.',
      }),
    },
    { subjectType: row.subject_type, subjectId: row.subject_id, runId: null, since: row.at, item: String(row.seq), money: null },
  )
}
