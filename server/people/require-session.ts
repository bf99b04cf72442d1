import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors/app-error'
import type { Auth } from './create-auth'
import { findSession, type SessionUser } from './find-session'
import { isAtLeast, type Role } from './roles'

/** The environment of routes that stand behind `createRequireSession`. */
export interface SignedIn {
  Variables: { user: SessionUser; sessionId: string }
}

/** Lets only signed-in people pass and tells the routes behind it who they are (`c.var.user`, `c.var.sessionId`). */
export const createRequireSession = (auth: Auth) =>
  createMiddleware<SignedIn>(async (c, next) => {
    const found = await findSession(auth, c)
    if (!found) throw notSignedIn()
    c.set('user', found.user)
    c.set('sessionId', found.sessionId)
    await next()
  })

/** Lets only people of this role or a higher one pass. Stands behind `createRequireSession`; without it nobody passes. */
export const requireRole = (role: Role) =>
  createMiddleware<SignedIn>(async (c, next) => {
    const user: SessionUser | undefined = c.var.user
    if (!user) throw notSignedIn()
    if (!isAtLeast(user.role, role)) throw new AppError('not-allowed', `This is for the role ${role}. Yours is ${user.role}.`)
    await next()
  })

function notSignedIn(): AppError {
  return new AppError('not-signed-in', 'You are not signed in, or your session has ended. Sign in again.')
}
