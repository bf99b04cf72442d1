import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import { type MessageWords, wordsProblems } from '#nodes/revops/mail/message-words'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { messageTemplates, messageTemplateVersions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { findTemplate } from './find-template'

interface Maker {
  actor: Actor
  /** As its versions say who made them. */
  by: string
}

/** A new template with its first version. Refused where its name is taken or its words can never be sent. Audited. Part of the caller's transaction. */
export function createTemplate(db: Database, { name, channel, words, actor, by }: Maker & { name: string; channel: 'email' | 'sms'; words: MessageWords }, now: number): string {
  refuseTakenName(db, name)
  refuseBadWords(words, channel)
  const id = newId(now)
  db.insert(messageTemplates).values({ id, name, channel, newest: 1, createdAt: now, updatedAt: now }).run()
  addVersion(db, { templateId: id, number: 1, words: wordsFor(words, channel), by }, now)
  createAddAudit(db)({ actor, action: 'message-template.created', subject: { type: 'message-template', id }, after: { name, channel } }, now)
  return id
}

/**
 * Other words, as a new version, and maybe another name. `base`: the newest version that was seen; where there is a newer one it is refused, so that nobody's words are lost. Words that
 * say the same make no version. Returns the number of the newest. Audited. Part of the caller's transaction.
 */
export function changeTemplate(db: Database, { id, base, name, words, restores, actor, by }: Maker & { id: string; base: number; name: string; words: MessageWords; restores?: number }, now: number): number {
  const known = findTemplate(db, id)
  if (known.newest !== base) throw new AppError('version-changed', `Somebody has changed this template meanwhile: version ${known.newest} is there now. Copy your words, load the page again, and write them into it.`)
  if (name !== known.name) refuseTakenName(db, name, id)
  refuseBadWords(words, known.channel)
  const next = wordsFor(words, known.channel)
  const isSame = next.purpose === known.purpose && next.subject === known.subject && next.body === known.body && next.tracksClicks === known.tracksClicks
  const number = isSame ? known.newest : known.newest + 1
  if (isSame && name === known.name) return number
  if (!isSame) addVersion(db, { templateId: id, number, words: next, by, ...(restores !== undefined && { restores }) }, now)
  db.update(messageTemplates).set({ name, newest: number, updatedAt: now }).where(eq(messageTemplates.id, id)).run()
  createAddAudit(db)({ actor, action: 'message-template.changed', subject: { type: 'message-template', id }, before: { name: known.name, version: known.newest }, after: { name, version: number } satisfies JsonObject }, now)
  return number
}

/** A text message has no subject, and its links are as they are. */
function wordsFor(words: MessageWords, channel: 'email' | 'sms'): MessageWords {
  return channel === 'email' ? words : { ...words, subject: '', tracksClicks: false }
}

function addVersion(db: Database, { templateId, number, words, by, restores }: { templateId: string; number: number; words: MessageWords; by: string; restores?: number }, now: number): void {
  db.insert(messageTemplateVersions).values({ id: newId(now), templateId, number, ...words, createdAt: now, createdBy: by, restores: restores ?? null }).run()
}

function refuseTakenName(db: Database, name: string, exceptId = ''): void {
  const taken = db.select({ id: messageTemplates.id }).from(messageTemplates).where(and(isNull(messageTemplates.deletedAt), ne(messageTemplates.id, exceptId), sql`lower(${messageTemplates.name}) = lower(${name})`)).get()
  if (taken) throw new AppError('already-taken', `There is a message template called “${name}” already. Give this one another name.`)
}

function refuseBadWords(words: MessageWords, channel: 'email' | 'sms'): void {
  const problems = wordsProblems(words, channel)
  if (problems.length > 0) throw new AppError('bad-input', `This template could never be sent: ${problems.join(' ')}`, { problems })
}
