import { Hono } from 'hono'
import { createAddAudit } from '../audit/add-audit'
import type { Writer } from '../db/writer'
import type { Auth } from './create-auth'
import { withClientAddress } from './client-address'
import { consumeLink } from './one-time-link'

/** `GET /welcome/:token`: signs in by a one-time link and goes to the start page. A used or old one goes there signed out. */
export const createWelcomeRoutes = ({ auth, writer, now }: { auth: Auth; writer: Writer; now: () => number }) =>
  new Hono().get('/welcome/:token', async (c) => {
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    // Link checkers and prefetching browsers must not use the link up before the person does.
    const isPrefetch = /prefetch/i.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '')
    if (c.req.method === 'HEAD' || isPrefetch) return c.body(null, 204)

    const at = now()
    const userId = await writer.write((tx) => {
      const found = consumeLink(tx, c.req.param('token'), at)
      if (found !== undefined) createAddAudit(tx)({ actor: { kind: 'person', id: found }, action: 'person.signed-in-by-link', subject: { type: 'person', id: found } }, at)
      return found
    })
    if (userId === undefined) return c.redirect('/?link=used')

    const { headers } = await auth.api.signInByLink({ body: { userId }, headers: withClientAddress(c).headers, returnHeaders: true })
    for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
    return c.redirect('/')
  })
