import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { mailbox } from '../db/schema'
import { AppError } from '../errors/app-error'

export interface MailRow {
  id: string
  to: string
  from: string
  subject: string
  preview: string
  at: number
}

const pageSize = 50
const previewLength = 140

/** A page of the mailbox, newest first. `next` leads to the one after it: what arrives meanwhile shifts nothing. */
export function listMail(db: Database, { cursor, to }: { cursor?: string; to?: string }): { messages: MailRow[]; next: string | null } {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const rows = db
    .select({
      id: mailbox.id, to: mailbox.to, from: mailbox.from, subject: mailbox.subject, at: mailbox.at,
      preview: sql<string>`substr(${mailbox.text}, 1, ${previewLength * 2})`,
    })
    .from(mailbox)
    .where(
      and(
        to === undefined ? undefined : eq(mailbox.to, to),
        after && or(lt(mailbox.at, after.at), and(eq(mailbox.at, after.at), lt(mailbox.id, after.id))),
      ),
    )
    .orderBy(desc(mailbox.at), desc(mailbox.id))
    .limit(pageSize + 1)
    .all()

  const messages = rows.slice(0, pageSize).map((row) => ({ ...row, preview: row.preview.replace(/\s+/g, ' ').trim().slice(0, previewLength) }))
  const last = messages.at(-1)
  return { messages, next: rows.length > pageSize && last ? `${last.at}.${last.id}` : null }
}

function readCursor(cursor: string): { at: number; id: string } {
  const [, at, id] = /^(\d+)\.(\w+)$/.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw new AppError('bad-input', 'This page of the mailbox cannot be found. Begin at its first page.')
  return { at: Number(at), id }
}
