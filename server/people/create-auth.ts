import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { newId } from '../db/new-id'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { accounts, sessions, users, verifications } from '../db/schema'
import type { Writer } from '../db/writer'
import type { SecretBox } from '../secrets/secret-box'
import { clientAddressHeader } from './client-address'
import { passwordLength } from './password-rules'
import { roles } from './roles'
import { signInByLink } from './sign-in-by-link'

export interface AuthOptions {
  db: Database
  writer: Writer
  box: SecretBox
  publicUrl: string
  /** Tries at signing in, per minute and client address. */
  signInsPerMinute?: number
}

export type Auth = ReturnType<typeof createAuth>

const day = 24 * 60 * 60

/**
 * People and their sessions. Nobody signs up: people are invited (invite-user.ts) and come in by a one-time link. Its single
 * statements write past the Writer, each a short transaction of its own that waits like any other.
 */
export function createAuth({ db, writer, box, publicUrl, signInsPerMinute = 10 }: AuthOptions) {
  const { origin, port, protocol } = new URL(publicUrl)
  const perMinute = { window: 60, max: signInsPerMinute }
  return betterAuth({
    appName: 'Watertight',
    baseURL: origin,
    basePath: '/api/auth',
    secret: box.derive('sessions'),
    trustedOrigins: [origin],
    database: drizzleAdapter(db, { provider: 'sqlite', usePlural: true, schema: { users, sessions, accounts, verifications } }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: passwordLength.min, maxPasswordLength: passwordLength.max },
    user: { additionalFields: { role: { type: [...roles], required: true, input: false } } },
    session: { expiresIn: 30 * day, updateAge: day },
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 300, customRules: { '/sign-in/email': perMinute, '/change-password': perMinute } },
    telemetry: { enabled: false },
    // Wrong passwords are answered, not news.
    logger: { level: 'error' },
    plugins: [signInByLink()],
    databaseHooks: {
      account: {
        update: {
          after: async ({ userId, providerId }) => {
            if (providerId !== 'credential') return
            const now = Date.now()
            await writer.write((tx) => createAddAudit(tx)({ actor: { kind: 'person', id: userId }, action: 'person.password-changed', subject: { type: 'person', id: userId } }, now))
          },
        },
      },
    },
    advanced: {
      // Cookies do not know ports: two installations on one machine would sign each other out.
      cookiePrefix: port ? `watertight-${port}` : 'watertight',
      useSecureCookies: protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      database: { generateId: () => newId(Date.now()) },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
  })
}
