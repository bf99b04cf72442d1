import { Hono } from 'hono'
import { withClientAddress } from './client-address'
import type { Auth } from './create-auth'

/**
 * The few paths of the sign-in library that are open; the rest of its many cannot be reached. Mount at /api/auth, behind
 * `createSameOrigin`.
 */
export const createAuthRoutes = ({ auth }: { auth: Auth }) =>
  new Hono()
    .post('/sign-in/email', (c) => auth.handler(withClientAddress(c)))
    .post('/sign-out', (c) => auth.handler(withClientAddress(c)))
    .post('/change-password', (c) => auth.handler(withClientAddress(c)))
