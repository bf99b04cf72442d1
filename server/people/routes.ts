import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import type { Auth } from './create-auth'
import { findSession } from './find-session'
import { hasPassword } from './has-password'
import { Invitation, inviteUser } from './invite-user'
import { listPeople } from './list-people'
import { renewLink } from './renew-link'
import { createRequireSession, requireRole, type SignedIn } from './require-session'
import { setFirstPassword } from './set-first-password'
import { valid } from '../errors/valid'

export interface PeopleDeps {
  db: Database
  writer: Writer
  auth: Auth
  publicUrl: string
  /** What everybody may know of this installation, signed in or not. */
  workspace(): { name: string; isSample: boolean }
  now(): number
}

const FirstPassword = z.object({ password: z.string().max(1_000) })

/** Who am I, and who else is here. Mount at /api, before whatever asks for a session: each route asks by itself, `/me` never. */
export const createPeopleRoutes = ({ db, writer, auth, publicUrl, workspace, now }: PeopleDeps) => {
  const requireSession = createRequireSession(auth)
  return new Hono<SignedIn>()
    .get('/me', async (c) => {
      const user = (await findSession(auth, c))?.user
      return c.json({ user: user ? { ...user, hasPassword: hasPassword(db, user.id) } : null, workspace: workspace() })
    })
    .post('/me/password', requireSession, valid('json', FirstPassword), async (c) => {
      await setFirstPassword({ auth, writer }, { userId: c.var.user.id, password: c.req.valid('json').password }, now())
      return c.json({ ok: true })
    })
    .get('/people', requireSession, requireRole('manager'), (c) => c.json(listPeople(db)))
    .post('/people', requireSession, requireRole('ops'), valid('json', Invitation), async (c) => {
      const invitation = c.req.valid('json')
      const actor = { kind: 'person', id: c.var.user.id } as const
      return c.json(await writer.write((tx) => inviteUser(tx, { invitation, publicUrl, actor }, now())), 201)
    })
    .post('/people/:id/link', requireSession, requireRole('ops'), async (c) => {
      const actor = { kind: 'person', id: c.var.user.id } as const
      const userId = c.req.param('id')
      return c.json(await writer.write((tx) => renewLink(tx, { userId, publicUrl, actor }, now())), 201)
    })
}
