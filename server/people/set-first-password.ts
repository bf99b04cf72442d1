import { newId } from '../db/new-id'
import { createAddAudit } from '../audit/add-audit'
import { accounts } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import type { Auth } from './create-auth'
import { hasPassword } from './has-password'
import { passwordLength } from './password-rules'

/** Gives a person who came in by a link a password. Refused for who has one: changing it asks for the old one. */
export async function setFirstPassword({ auth, writer }: { auth: Auth; writer: Writer }, { userId, password }: { userId: string; password: string }, now: number): Promise<void> {
  const { min, max } = passwordLength
  if (password.length < min || password.length > max) throw new AppError('bad-input', `A password has ${min} to ${max} characters.`)

  const { password: hasher } = await auth.$context
  const hash = await hasher.hash(password)
  await writer.write((db) => {
    if (hasPassword(db, userId)) throw new AppError('conflict', 'You have a password already. To change it, give the old one too.')
    const at = new Date(now)
    db.insert(accounts).values({ id: newId(now), accountId: userId, providerId: 'credential', userId, password: hash, createdAt: at, updatedAt: at }).run()
    createAddAudit(db)({ actor: { kind: 'person', id: userId }, action: 'person.password-set', subject: { type: 'person', id: userId } }, now)
  })
}
