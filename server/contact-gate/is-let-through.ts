import { and, eq, isNull, sql } from 'drizzle-orm'
import type { RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { contacts, touches } from '../db/schema'

/**
 * The last look before a message goes, in the transaction in which its sending begins: one to an address of a person outside goes only if the contact gate has let this very message through,
 * whichever node it is of. Our own people may be among the contacts, and are told of things as ever. Other channels reach machines.
 */
export function createIsLetThrough(db: Database): Pick<RunTx, 'isLetThrough'> {
  const findTouch = db.select({ id: touches.id }).from(touches).where(eq(touches.effectKey, sql.placeholder('key'))).limit(1).prepare()
  const byEmail = db.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.emailNorm, sql.placeholder('to')), isNull(contacts.deletedAt))).limit(1).prepare()
  const byPhone = db.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.phoneNorm, sql.placeholder('to')), isNull(contacts.deletedAt))).limit(1).prepare()
  const isOurs = db.$client.prepare(`select exists (select 1 from reps where lower(email) = @to) or exists (select 1 from users where lower(email) = @to)`).pluck()
  return {
    isLetThrough(key, request) {
      if (request.channel !== 'email' && request.channel !== 'sms') return true
      if (findTouch.get({ key })) return true
      const to = request.to.trim().toLowerCase()
      if (request.channel === 'sms') return byPhone.get({ to }) === undefined
      return byEmail.get({ to }) === undefined || isOurs.get({ to }) === 1
    },
  }
}
