import type { SessionUser } from '../people/find-session'

/** Whether this user signs in as this rep: by the link between the two, or by e-mail as long as there is none. */
export function isSamePerson(rep: { userId: string | null; email: string; active: boolean }, user: Pick<SessionUser, 'id' | 'email'>): boolean {
  if (!rep.active) return false
  return rep.userId === null ? rep.email.toLowerCase() === user.email.toLowerCase() : rep.userId === user.id
}
