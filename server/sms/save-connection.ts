import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { connections } from '../db/schema'
import { AppError } from '../errors/app-error'
import type { SecretBox } from '../secrets/secret-box'

const senderShape = /^(\+[1-9]\d{6,14}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}|\d{3,8})$/

export const SmsConnectionInput = z.object({
  url: z.string().trim().max(500).refine(isWebAddress, 'Write the address as https://api.twilio.com'),
  accountSid: z.string().trim().regex(/^AC[0-9a-f]{32}$/i, 'It begins with AC, and 32 digits or letters from a to f follow.'),
  /** Left out: the one that is kept stays. */
  token: z.string().trim().min(8, 'This is too short for a token.').max(200).optional(),
  sender: z.string().trim().regex(senderShape, 'Write a number as +4930123456, a messaging service as MG…, or a name of at most eleven letters.'),
  perSecond: z.number().int().min(1, 'At least one message a second.').max(1_000, 'At most 1,000 messages a second.'),
})
export type SmsConnectionInput = z.infer<typeof SmsConnectionInput>

/** The account through which text messages go from now on; there is one, and its id stays. Its token is kept encrypted and in no audit log. Part of the caller's transaction. */
export function saveSmsConnection(db: Database, box: SecretBox, { input, actor }: { input: SmsConnectionInput; actor: Actor }, now: number): void {
  const { url, token, ...settings } = input
  const known = db.select({ id: connections.id, settings: connections.settings }).from(connections).where(isInForce()).get()
  if (!known && token === undefined) throw new AppError('bad-input', 'The token of the account is missing. Copy it from the provider’s console.', { token: ['Enter the token.'] })
  // A token goes to the address and belongs to the account that it was entered for.
  if (known && token === undefined && !isSameAccount(db, box, known.id, input)) throw new AppError('bad-input', 'Another address or account needs its own token. Enter it.', { token: ['Enter the token of this account.'] })
  const values = { name: 'Text messages', sealedUrl: box.seal(url.replace(/\/+$/, '')), settings, ...(token !== undefined && { sealedSecret: box.seal(token) }) }
  const id = known?.id ?? newId(now)
  if (known) db.update(connections).set(values).where(eq(connections.id, id)).run()
  else db.insert(connections).values({ ...values, id, kind: 'sms', createdAt: now }).run()
  createAddAudit(db)({ actor, action: known ? 'connection.changed' : 'connection.created', subject: { type: 'connection', id }, before: known?.settings ? { ...known.settings } : null, after: { kind: 'sms', ...settings, isTokenNew: token !== undefined } }, now)
}

/** No text messages can be sent from now on; those that wait to be sent fail and say so. Part of the caller's transaction. */
export function removeSmsConnection(db: Database, { actor }: { actor: Actor }, now: number): void {
  const known = db.select({ id: connections.id }).from(connections).where(isInForce()).get()
  if (!known) throw new AppError('not-found', 'No provider for text messages is connected.')
  db.update(connections).set({ deletedAt: now }).where(eq(connections.id, known.id)).run()
  createAddAudit(db)({ actor, action: 'connection.removed', subject: { type: 'connection', id: known.id }, after: { kind: 'sms' } }, now)
}

function isInForce() {
  return and(eq(connections.kind, 'sms'), isNull(connections.deletedAt))
}

function isSameAccount(db: Database, box: SecretBox, id: string, { url, accountSid }: SmsConnectionInput): boolean {
  const row = db.select().from(connections).where(eq(connections.id, id)).get()
  return row?.settings !== null && row?.settings !== undefined && 'accountSid' in row.settings && row.settings.accountSid === accountSid && box.open(row.sealedUrl) === url.replace(/\/+$/, '')
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && `${username}${password}${search}${hash}` === ''
}
