import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { notices } from '../db/schema'
import { previewOf } from './preview-of'
import { wayTo } from './way-to'

export interface Notice {
  id: string
  title: string
  /** In one line, without the link that it may end in. */
  text: string
  /** A path here, an address elsewhere, or nothing that could be opened. */
  link: string | null
  at: number
  readAt: number | null
}

const pageSize = 30

/** A page of somebody's notices, the newest first. `next` leads to the one after it: what arrives meanwhile shifts nothing. */
export function listNotices(db: Database, { personId, cursor, publicUrl }: { personId: string; cursor?: string; publicUrl: string }): { notices: Notice[]; next: string | null } {
  const rows = db
    .select({ id: notices.id, title: notices.title, text: notices.text, link: notices.link, at: notices.at, readAt: notices.readAt })
    .from(notices)
    .where(and(eq(notices.personId, personId), cursor === undefined ? undefined : lt(notices.id, cursor)))
    .orderBy(desc(notices.id))
    .limit(pageSize + 1)
    .all()
  const page = rows.slice(0, pageSize).map((row) => ({ ...row, text: previewOf(row), link: wayTo(row.link, publicUrl) }))
  return { notices: page, next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null }
}
