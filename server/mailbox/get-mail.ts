import { eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { mailbox } from '../db/schema'
import { AppError } from '../errors/app-error'

/** One mail with its whole text. */
export function getMail(db: Database, id: string): typeof mailbox.$inferSelect {
  const mail = db.select().from(mailbox).where(eq(mailbox.id, id)).get()
  if (!mail) throw new AppError('not-found', 'There is no such mail. The mailbox keeps only the newest ones.')
  return mail
}
