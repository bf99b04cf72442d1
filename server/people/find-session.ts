import type { Context } from 'hono'
import type { Auth } from './create-auth'
import type { Role } from './roles'

export interface SessionUser {
  id: string
  name: string
  email: string
  role: Role
}

/** Who sends this request, and in which session, by its cookie. Read from the database each time: a changed role counts at once. */
export async function findSession(auth: Auth, c: Context): Promise<{ user: SessionUser; sessionId: string } | undefined> {
  const { headers, response } = await auth.api.getSession({ headers: c.req.raw.headers, returnHeaders: true })
  // A session in use is prolonged, and so must its cookie be.
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
  if (!response) return undefined
  const { id, name, email, role } = response.user
  return { user: { id, name, email, role }, sessionId: response.session.id }
}
