import { effectId } from '#server/connectors/effect-id'
import { type Facts, group, type Violation } from '../read-facts'

export interface MessageCounts {
  /** What the receivers accepted. */
  received: number
  doubled: number
  unknown: number
  /** Done by the ledger, and never received. */
  missing: number
}

/** The receivers' view of each message of the ledger: what came in under its Message-ID, webhook-id or idempotency key. */
function receivedById({ mails, requests }: Facts): Map<string, number> {
  const ids = [...mails.map((mail) => mail.messageId.replace(/[<>]|@watertight/g, '')), ...requests.map(({ headers }) => String(headers['webhook-id'] ?? headers['idempotency-key']).replace('msg_', ''))]
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/**
 * At most once, and never silently: per message at most one was accepted outside; `done` was received exactly once; what was
 * received is `done` or `unknown`; each `unknown` is before a person; nothing is left under way when its run is over.
 */
export function checkMessages(facts: Facts): { violations: Violation[]; counts: MessageCounts } {
  const { rows } = facts
  const violations: Violation[] = []
  const add = (what: string) => violations.push({ check: 'messages', what })
  const received = receivedById(facts)
  const runOf = new Map(rows.runs.map((run) => [run.id, run]))
  const asked = new Set(rows.workItems.filter((item) => item.kind === 'effect-unknown' && item.state !== 'dropped').map((item) => item.effectKey))
  const notices = group(rows.notices, (notice) => notice.effectKey ?? '')
  const counts: MessageCounts = { received: facts.mails.length + facts.requests.length, doubled: 0, unknown: 0, missing: 0 }

  const known = new Set<string>()
  for (const row of rows.effects) {
    const id = effectId(row.key)
    known.add(id)
    const times = row.channel === 'notice' ? (notices.get(row.key)?.length ?? 0) : (received.get(id) ?? 0)
    const run = runOf.get(row.runId)
    if (times > 1) {
      counts.doubled += 1
      add(`${row.key} was received ${times} times (ledger: ${row.state}, attempt ${row.attempt})`)
    }
    if (row.state === 'done' && times === 0) {
      counts.missing += 1
      add(`${row.key} is done and was never received`)
    }
    if (times > 0 && row.state !== 'done' && row.state !== 'unknown') add(`${row.key} was received and the ledger says ${row.state} (${row.reason})`)
    if (row.state === 'unknown') {
      counts.unknown += 1
      if (!asked.has(row.key)) add(`${row.key} is unknown and nobody is asked about it`)
    }
    const isUnderWay = row.state === 'claimed' || row.state === 'sending' || row.state === 'held'
    if (isUnderWay && (run?.state === 'done' || run?.state === 'failed')) add(`${row.key} is still ${row.state}, and its run is over`)
  }
  for (const [id, times] of received) if (!known.has(id)) add(`a message ${id} was received ${times} times that no ledger row knows`)
  for (const [intent, same] of group(rows.effects, (row) => row.intentKey)) if (same.length > 1) add(`the intent ${intent} has ${same.length} rows`)
  return { violations, counts }
}
