import { createHash } from 'node:crypto'
import { asc, count, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { mailbox } from '../db/schema'
import type { ParsedMail } from './parse-mail'

export interface ReceivedMail extends Omit<ParsedMail, 'to'> {
  /** The addresses that the mail was handed in for; what its header says does not matter. */
  recipients: string[]
}

/**
 * Stores a mail once per recipient: the row's id is made of message id and recipient, so the same mail handed in again
 * (the sender did not hear our reply) changes nothing. Part of the caller's transaction.
 */
export function storeMail(db: Database, { recipients, messageId, from, subject, text, html }: ReceivedMail, now: number): void {
  const rows = [...new Set(recipients)].map((to) => ({ id: idOf(messageId, to), messageId, from, to, subject, text, html, at: now }))
  db.insert(mailbox).values(rows).onConflictDoNothing().run()
}

/** Deletes the oldest so that `keep` are left. Part of the caller's transaction. */
export function trimMailbox(db: Database, keep: number): void {
  const surplus = (db.select({ n: count() }).from(mailbox).get()?.n ?? 0) - keep
  if (surplus <= 0) return
  const oldest = db.select({ id: mailbox.id }).from(mailbox).orderBy(asc(mailbox.at), asc(mailbox.id)).limit(surplus)
  db.delete(mailbox).where(inArray(mailbox.id, oldest)).run()
}

function idOf(messageId: string, to: string): string {
  return createHash('sha256').update(`${messageId}\n${to.toLowerCase()}`).digest('hex').slice(0, 26)
}
