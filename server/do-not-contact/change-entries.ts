import { and, eq, isNull, or } from 'drizzle-orm'
import Papa from 'papaparse'
import type { ContactChannel } from '#nodes/revops/gate/channels'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { doNotContact } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { AppError } from '../errors/app-error'
import { readEntry } from './read-entry'
import { wakeNamed } from './wake-named'

interface Named {
  value: string
  /** Null: by no way at all. */
  channel: ContactChannel | null
  reason: string
}

/** The most lines of one list. */
export const mostLines = 20_000
const mostUnreadShown = 20

/**
 * Puts somebody, or a whole domain, on the list: no message whose sending begins after this commit goes to them, and what waits to be sent is given up at once. Audited. Refused where it
 * names nobody, or stands there already. Part of the caller's transaction.
 */
export function addEntry(db: Database, { text, channel, reason, actor }: Omit<Named, 'value'> & { text: string; actor: Actor }, now: number): { id: string; woken: number } {
  const value = readEntry(text)
  if (value === undefined) throw new AppError('bad-input', 'Write an e-mail address, a phone number with its country (+49 …), or a domain such as example.com.')
  if (isListed(db, value, channel)) throw new AppError('already-taken', `${value} is on the list already.`)
  const id = insert(db, { value, channel, reason }, now)
  createAddAudit(db)({ actor, action: 'do-not-contact.added', subject: { type: 'do-not-contact', id }, after: { value, channel, reason } }, now)
  return { id, woken: wakeNamed(db, new Set([value]), now) }
}

/** Takes an entry off the list; what was given up stays so. Audited, with why. Part of the caller's transaction. */
export function removeEntry(db: Database, { id, why, actor }: { id: string; why: string; actor: Actor }, now: number): void {
  const entry = db.select().from(doNotContact).where(and(eq(doNotContact.id, id), isNull(doNotContact.endedAt))).get()
  if (!entry) throw new AppError('not-found', 'This is not on the list any more.')
  db.update(doNotContact).set({ endedAt: now }).where(eq(doNotContact.id, id)).run()
  createAddAudit(db)({ actor, action: 'do-not-contact.removed', subject: { type: 'do-not-contact', id }, before: { value: entry.value, channel: entry.channel, reason: entry.reason }, reason: why }, now)
}

/**
 * Takes in a list as CSV: who in the first column, why in the second where there is one. What stands there already is left as it is; what names nobody is told with its line. Audited as a
 * whole. Part of the caller's transaction.
 */
export function importEntries(db: Database, { csv, channel, reason, actor }: { csv: string; channel: ContactChannel | null; reason: string; actor: Actor }, now: number) {
  const rows = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' }).data
  if (rows.length > mostLines) throw new AppError('too-large', `The list has ${rows.length} lines; ${mostLines} are taken at once. Cut it into parts.`)
  // Read at once: asked for one by one, a long list would hold up everything else that is written.
  const listed = new Set(db.select({ value: doNotContact.value }).from(doNotContact).where(and(isNull(doNotContact.endedAt), channel === null ? isNull(doNotContact.channel) : or(isNull(doNotContact.channel), eq(doNotContact.channel, channel)))).all().map(({ value }) => value))
  const added = new Set<string>()
  let known = 0
  const unread: { line: number; text: string }[] = []
  for (const [index, [text = '', why = '']] of rows.entries()) {
    const value = readEntry(text)
    if (value === undefined) unread.push({ line: index + 1, text: text.trim().slice(0, 80) })
    else if (added.has(value) || listed.has(value)) known += 1
    else {
      insert(db, { value, channel, reason: why.trim().slice(0, 300) || reason }, now)
      added.add(value)
    }
  }
  createAddAudit(db)({ actor, action: 'do-not-contact.imported', subject: { type: 'workspace', id: 'workspace' }, after: { added: added.size, known, unread: unread.length, reason } }, now)
  return { added: added.size, known, unread: unread.length, shown: unread.slice(0, mostUnreadShown), woken: wakeNamed(db, added, now) }
}

function isListed(db: Database, value: string, channel: ContactChannel | null): boolean {
  const found = db.select({ channel: doNotContact.channel }).from(doNotContact).where(and(eq(doNotContact.value, value), isNull(doNotContact.endedAt))).all()
  return found.some((entry) => entry.channel === null || entry.channel === channel)
}

function insert(db: Database, { value, channel, reason }: Named, now: number): string {
  const id = newId(now)
  insertRow(db, doNotContact, { id, value, channel, reason, createdAt: now })
  return id
}
