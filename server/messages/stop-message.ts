import { type Actor, createAddAudit } from '../audit/add-audit'
import { resolveByMessage } from '../conflicts/note-conflict'
import type { Database } from '../db/open-database'
import { createLedgerRows } from '../effects/ledger-rows'
import { AppError } from '../errors/app-error'
import { tellRun } from '../runs/tell-run'
import { getMessage } from './get-message'

/**
 * A person gives up a message that has not gone yet: it will not be sent, and its run goes on at once by “may not be written to”. Refused once its sending has begun. Audited.
 * Part of the caller's transaction, so that of a person and a worker at one moment one is first.
 */
export function stopMessage(db: Database, { key, why, actor, by }: { key: string; why: string; actor: Actor; by: string }, now: number): void {
  const message = getMessage(db, key)
  const row = createLedgerRows(db).findEffect(key)
  if (!row || (row.state !== 'claimed' && row.state !== 'held')) throw new AppError('conflict', refusalOf(message.state))
  const reason = why === '' ? `Stopped by ${by}` : `Stopped by ${by}: ${why}`
  createLedgerRows(db).changeEffect(key, { state: 'cancelled', reason, response: { why: 'stopped' } }, now)
  resolveByMessage(db, key, 'cancelled', now)
  createAddAudit(db)({ actor, action: 'message.stopped', subject: { type: 'contact', id: message.contact.id }, after: { key, channel: message.channel }, ...(why !== '' && { reason: why }) }, now)
  const [nodeId, visit] = [message.nodeId, Number(key.split(':')[2])]
  tellRun(db, message.runId, { kind: 'woken', nodeId, visit }, now)
}

function refusalOf(state: string): string {
  if (state === 'sending') return 'This message is being sent this moment and cannot be stopped any more. Look again in a minute what became of it.'
  if (state === 'done') return 'This message has gone already, so there is nothing to stop.'
  return 'This message does not wait to be sent any more, so there is nothing to stop.'
}
