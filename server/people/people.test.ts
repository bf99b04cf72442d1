import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../db/open-database'
import { auditLog, sessions, users, verifications } from '../db/schema'
import { createWriter } from '../db/writer'
import { errorResponse } from '../errors/error-response'
import { createSecretBox } from '../secrets/secret-box'
import { createAuthRoutes } from './auth-routes'
import { createAuth } from './create-auth'
import { ensureOwner } from './ensure-owner'
import { createRequireSession, requireRole, type SignedIn } from './require-session'
import type { Role } from './roles'
import { createPeopleRoutes } from './routes'
import { createSameOrigin } from './same-origin'
import { createWelcomeRoutes } from './welcome-routes'

const password = 'correct horse battery'
const hour = 60 * 60_000

function world({ publicUrl = 'http://127.0.0.1:4780', signInsPerMinute = 1_000 } = {}) {
  const db = openDatabase(':memory:')
  const writer = createWriter(db)
  let time = Date.now()
  const now = () => time
  const auth = createAuth({ db, writer, box: createSecretBox(randomBytes(32)), publicUrl, signInsPerMinute })
  const reported: unknown[] = []
  const app = new Hono<SignedIn>()
  app.onError((error, c) => errorResponse(error, c, (each) => reported.push(each)))
  app.use('/api/*', createSameOrigin({ origins: [publicUrl] }))
  app
    .route('/', createWelcomeRoutes({ auth, writer, now }))
    .route('/api/auth', createAuthRoutes({ auth }))
    .route('/api', createPeopleRoutes({ db, writer, auth, publicUrl, workspace: () => ({ name: 'Test', isSample: true }), now }))
    .use('/api/*', createRequireSession(auth))
    .get('/api/rep', requireRole('rep'), (c) => c.json(c.var.user))
    .get('/api/manager', requireRole('manager'), (c) => c.json(c.var.user))
    .get('/api/ops', requireRole('ops'), (c) => c.json(c.var.user))

  const press = (link: string, init?: RequestInit, env?: object) => app.request(link.slice(publicUrl.length), init, env)
  const request = (method: string, path: string, { cookie, body, headers, env }: { cookie?: string; body?: unknown; headers?: Record<string, string>; env?: object } = {}) =>
    app.request(publicUrl + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(cookie && { cookie }), origin: publicUrl, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }, env)
  const owner = async (isAsked = false) => (await ensureOwner({ writer, publicUrl, isAsked }, now()))?.link
  const signInAsOwner = async () => cookieOf(await press((await owner()) ?? ''))
  const invite = async (cookie: string, role: Role, email = `${role}@x.example`) => {
    const response = await request('POST', '/api/people', { cookie, body: { name: role, email, role } })
    return ((await response.json()) as { link: string }).link
  }
  const pass = (ms: number) => {
    time += ms
  }
  return { db, auth, app, press, request, owner, signInAsOwner, invite, pass, reported, publicUrl }
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
}

async function errorOf(response: Response): Promise<{ status: number; code?: string }> {
  const body = (await response.json()) as { error?: { code: string } }
  return { status: response.status, ...(body.error && { code: body.error.code }) }
}

describe('the one-time link', () => {
  it('signs the owner in once and leads to the start page', async () => {
    const { press, owner, request, publicUrl } = world()
    const link = (await owner()) ?? ''
    expect(link).toMatch(new RegExp(`^${publicUrl}/welcome/[\\w-]{43}$`))
    const response = await press(link)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await (await request('GET', '/api/me', { cookie: cookieOf(response) })).json()).toEqual({
      user: { id: expect.any(String), name: 'Owner', email: 'owner@watertight.example', role: 'ops', hasPassword: false },
      workspace: { name: 'Test', isSample: true },
    })
    const again = await press(link)
    expect(again.headers.get('location')).toBe('/?link=used')
    expect(again.headers.getSetCookie()).toEqual([])
  })

  it('works for one of many presses at once', async () => {
    const { db, press, owner } = world()
    const link = (await owner()) ?? ''
    const responses = await Promise.all(Array.from({ length: 20 }, () => press(link)))
    expect(responses.filter((response) => response.headers.getSetCookie().length > 0)).toHaveLength(1)
    expect(db.select().from(sessions).all()).toHaveLength(1)
  })

  it('ends after a day', async () => {
    const { press, owner, pass } = world()
    const link = (await owner()) ?? ''
    pass(24 * hour + 1)
    expect((await press(link)).headers.get('location')).toBe('/?link=used')
  })

  it('is not used up by link checkers and prefetching', async () => {
    const { press, owner } = world()
    const link = (await owner()) ?? ''
    expect((await press(link, { method: 'HEAD' })).headers.getSetCookie()).toEqual([])
    expect((await press(link, { headers: { 'sec-purpose': 'prefetch;prerender' } })).headers.getSetCookie()).toEqual([])
    expect((await press(link)).headers.get('location')).toBe('/')
  })

  it('is not stored, nor is it in the audit log', async () => {
    const { db, press, owner } = world()
    const link = (await owner()) ?? ''
    const token = link.split('/').at(-1) ?? ''
    expect(JSON.stringify(db.select().from(verifications).all())).not.toContain(token)
    await press(link)
    expect(JSON.stringify([db.select().from(auditLog).all(), db.select().from(verifications).all()])).not.toContain(token)
  })

  it('a wrong one does nothing', async () => {
    const { press, owner, publicUrl } = world()
    await owner()
    expect((await press(`${publicUrl}/welcome/nonsense`)).headers.get('location')).toBe('/?link=used')
  })

  it('is given again until the owner has a password, then only when asked for, and the password ends with it', async () => {
    const { db, press, owner, request } = world()
    const first = (await owner()) ?? ''
    const second = (await owner()) ?? ''
    expect((await press(first)).headers.get('location')).toBe('/?link=used')
    const cookie = cookieOf(await press(second))
    await request('POST', '/api/me/password', { cookie, body: { password } })
    expect(await owner()).toBeUndefined()
    const asked = (await owner(true)) ?? ''
    expect((await request('POST', '/api/auth/sign-in/email', { body: { email: 'owner@watertight.example', password } })).status).toBe(401)
    expect((await request('GET', '/api/rep', { cookie })).status).toBe(401)
    expect((await press(asked)).headers.get('location')).toBe('/')
    expect(db.select().from(users).all()).toHaveLength(1)
  })
})

describe('the session cookie', () => {
  it('is out of reach of scripts and other sites', async () => {
    const { press, owner } = world()
    const [cookie = ''] = (await press((await owner()) ?? '')).headers.getSetCookie()
    expect(cookie).toMatch(/^watertight-4780\.session_token=/)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//i)
    expect(cookie).not.toMatch(/; Secure/i)
    expect(cookie).not.toMatch(/; Domain/i)
  })

  it('is for encrypted connections where there are some', async () => {
    const { press, owner } = world({ publicUrl: 'https://flows.example' })
    const [cookie = ''] = (await press((await owner()) ?? '')).headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-watertight\.session_token=/)
    expect(cookie).toMatch(/; Secure/i)
  })

  it('cannot be made up from what the database holds', async () => {
    const { db, request, signInAsOwner } = world()
    await signInAsOwner()
    const token = db.select().from(sessions).all()[0]?.token ?? ''
    expect((await request('GET', '/api/rep', { cookie: `watertight-4780.session_token=${token}` })).status).toBe(401)
    expect((await request('GET', '/api/rep', { cookie: `watertight-4780.session_token=${token}.c2lnbmF0dXJl` })).status).toBe(401)
  })

  it('is prolonged with a session in use', async () => {
    const { db, request, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    expect((await request('GET', '/api/rep', { cookie })).headers.getSetCookie()).toEqual([])
    db.update(sessions).set({ expiresAt: new Date(Date.now() + 5 * 24 * hour) }).run()
    expect(cookieOf(await request('GET', '/api/rep', { cookie }))).toBe(cookie)
    expect(db.select().from(sessions).all()[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * hour)
    db.update(sessions).set({ expiresAt: new Date(Date.now() - 1) }).run()
    expect((await request('GET', '/api/rep', { cookie })).status).toBe(401)
  })

  it('ends by signing out', async () => {
    const { request, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    expect((await request('POST', '/api/auth/sign-out', { cookie, body: {} })).status).toBe(200)
    expect((await request('GET', '/api/rep', { cookie })).status).toBe(401)
  })
})

describe('passwords', () => {
  it('are set once by who came in by link, and then sign in', async () => {
    const { db, request, signInAsOwner, reported } = world()
    const cookie = await signInAsOwner()
    expect(await errorOf(await request('POST', '/api/me/password', { cookie, body: { password: 'too short' } }))).toEqual({ status: 400, code: 'bad-input' })
    expect((await request('POST', '/api/me/password', { cookie, body: { password } })).status).toBe(200)
    expect(await errorOf(await request('POST', '/api/me/password', { cookie, body: { password: `${password}2` } }))).toEqual({ status: 409, code: 'conflict' })

    const signedIn = await request('POST', '/api/auth/sign-in/email', { body: { email: 'Owner@watertight.example', password } })
    expect(signedIn.status).toBe(200)
    expect(await (await request('GET', '/api/me', { cookie: cookieOf(signedIn) })).json()).toMatchObject({ user: { role: 'ops', hasPassword: true } })
    expect(JSON.stringify(db.$client.prepare('select * from accounts, audit_log').all())).not.toContain(password)
    expect(reported).toEqual([])
  })

  it('set twice at once are set once', async () => {
    const { request, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    const both = await Promise.all([1, 2].map((n) => request('POST', '/api/me/password', { cookie, body: { password: `${password}${n}` } })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('are changed with the old one, and that is on record', async () => {
    const { db, request, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    await request('POST', '/api/me/password', { cookie, body: { password } })
    const change = (currentPassword: string) => request('POST', '/api/auth/change-password', { cookie, body: { currentPassword, newPassword: `${password} 2` } })
    expect((await change('wrong wrong wrong')).status).toBe(400)
    expect((await change(password)).status).toBe(200)
    expect(db.select().from(auditLog).all().map(({ action }) => action)).toEqual(['person.created', 'person.signed-in-by-link', 'person.password-set', 'person.password-changed'])
  })

  it('cannot be guessed fast, whatever address the guesser claims', async () => {
    const { request, signInAsOwner } = world({ signInsPerMinute: 5 })
    const cookie = await signInAsOwner()
    await request('POST', '/api/me/password', { cookie, body: { password } })
    const env = { incoming: { socket: { remoteAddress: '198.51.100.7' } } }
    const statuses: number[] = []
    for (let index = 0; index < 8; index += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${index}`, 'x-watertight-client': `203.0.113.${index}` }
      statuses.push((await request('POST', '/api/auth/sign-in/email', { body: { email: 'owner@watertight.example', password: `guess number ${index}` }, headers, env })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  })

  it('say the same for unknown people and wrong passwords', async () => {
    const { request, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    await request('POST', '/api/me/password', { cookie, body: { password } })
    const [wrong, unknown] = await Promise.all(
      ['owner@watertight.example', 'nobody@watertight.example'].map(async (email) => (await request('POST', '/api/auth/sign-in/email', { body: { email, password: 'wrong wrong wrong' } })).text()),
    )
    expect(wrong).toBe(unknown)
    expect(wrong).not.toContain('wrong wrong')
  })
})

describe('roles', () => {
  it('hold everything of the lower ones', async () => {
    const { request, press, signInAsOwner, invite } = world()
    const ops = await signInAsOwner()
    const manager = cookieOf(await press(await invite(ops, 'manager')))
    const rep = cookieOf(await press(await invite(ops, 'rep')))
    const reach = (cookie: string) => Promise.all(['rep', 'manager', 'ops'].map(async (path) => (await request('GET', `/api/${path}`, { cookie })).status))
    expect(await reach(ops)).toEqual([200, 200, 200])
    expect(await reach(manager)).toEqual([200, 200, 403])
    expect(await reach(rep)).toEqual([200, 403, 403])
    expect(await reach('')).toEqual([401, 401, 401])
  })

  it('change at once', async () => {
    const { db, request, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    db.update(users).set({ role: 'rep' }).run()
    expect(await errorOf(await request('GET', '/api/ops', { cookie }))).toEqual({ status: 403, code: 'not-allowed' })
  })

  it('requireRole alone lets nobody pass', async () => {
    const app = new Hono().onError((error, c) => errorResponse(error, c, () => undefined)).get('/', requireRole('rep'), (c) => c.text('in'))
    expect((await app.request('/')).status).toBe(401)
  })
})

describe('inviting', () => {
  it('is for ops, makes a link, and is on record', async () => {
    const { db, request, press, signInAsOwner, invite } = world()
    const ops = await signInAsOwner()
    const link = await invite(ops, 'manager', 'Mia@X.example')
    const mia = cookieOf(await press(link))
    expect(await (await request('GET', '/api/me', { cookie: mia })).json()).toMatchObject({ user: { email: 'mia@x.example', role: 'manager' } })
    expect(await (await request('GET', '/api/people', { cookie: mia })).json()).toMatchObject({ users: [{ name: 'Owner' }, { name: 'manager' }] })
    const body = { name: 'Me too', email: 'me@x.example', role: 'ops' }
    expect(await errorOf(await request('POST', '/api/people', { cookie: mia, body }))).toEqual({ status: 403, code: 'not-allowed' })
    expect(await errorOf(await request('POST', '/api/people', { body }))).toEqual({ status: 401, code: 'not-signed-in' })
    expect(await errorOf(await request('POST', '/api/people', { cookie: ops, body: { ...body, email: 'MIA@x.example' } }))).toEqual({ status: 409, code: 'conflict' })
    expect(await errorOf(await request('POST', '/api/people', { cookie: ops, body: { ...body, role: 'god' } }))).toEqual({ status: 400, code: 'bad-input' })
    const owner = db.select().from(users).all().find(({ role }) => role === 'ops')
    expect(db.select().from(auditLog).all().find(({ action }) => action === 'person.invited')).toMatchObject({ actorKind: 'person', actorId: owner?.id, after: { role: 'manager' } })
  })

  it('a new link ends what the person had', async () => {
    const { db, request, press, signInAsOwner, invite } = world()
    const ops = await signInAsOwner()
    const rep = cookieOf(await press(await invite(ops, 'rep')))
    const id = db.select().from(users).all().find(({ role }) => role === 'rep')?.id
    expect((await request('POST', `/api/people/${id}/link`, { cookie: rep })).status).toBe(403)
    const { link } = (await (await request('POST', `/api/people/${id}/link`, { cookie: ops })).json()) as { link: string }
    expect((await request('GET', '/api/rep', { cookie: rep })).status).toBe(401)
    expect((await press(link)).headers.get('location')).toBe('/')
    expect((await request('POST', '/api/people/nobody/link', { cookie: ops })).status).toBe(404)
  })
})

describe('what is closed', () => {
  it.each([
    ['POST', '/api/auth/sign-up/email'],
    ['POST', '/api/auth/sign-in-by-link'],
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/delete-user'],
    ['POST', '/api/auth/change-email'],
    ['POST', '/api/auth/request-password-reset'],
    ['GET', '/api/auth/list-sessions'],
    ['GET', '/api/auth/get-session'],
  ])('%s %s', async (method, path) => {
    const { db, request, signInAsOwner, auth, publicUrl } = world()
    const cookie = await signInAsOwner()
    const body = { name: 'X', email: 'x@x.example', password, userId: 'x', role: 'ops' }
    expect((await request(method, path, { cookie, ...(method === 'POST' && { body }) })).status).toBe(404)
    expect(db.select().from(users).all()).toHaveLength(1)
    // And for those that would matter, the library itself refuses too.
    if (/sign-up|by-link/.test(path)) {
      const direct = await auth.handler(new Request(publicUrl + path, { method, headers: { 'content-type': 'application/json', origin: publicUrl }, body: JSON.stringify(body) }))
      expect(direct.status).toBeGreaterThanOrEqual(400)
      expect(direct.headers.getSetCookie()).toEqual([])
    }
  })

  it('the role cannot be set by its owner', async () => {
    const { db, request, press, auth, signInAsOwner, invite, publicUrl } = world()
    const rep = cookieOf(await press(await invite(await signInAsOwner(), 'rep')))
    await auth.handler(new Request(`${publicUrl}/api/auth/update-user`, { method: 'POST', headers: { 'content-type': 'application/json', origin: publicUrl, cookie: rep }, body: JSON.stringify({ role: 'ops' }) }))
    expect(db.select().from(users).all().map(({ role }) => role).sort()).toEqual(['ops', 'rep'])
    expect((await request('GET', '/api/ops', { cookie: rep })).status).toBe(403)
  })
})

describe('requests of other sites', () => {
  const cases: [string, Record<string, string>, number][] = [
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['no origin to tell', { origin: 'null' }, 403],
    ['another port', { origin: 'http://127.0.0.1:9999' }, 403],
    ['another site by its header', { origin: '', 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour by its header', { origin: '', 'sec-fetch-site': 'same-site' }, 403],
    ['our own', { 'sec-fetch-site': 'same-origin' }, 201],
    ['a program', { origin: '' }, 201],
  ]
  it.each(cases)('%s', async (_, { origin, ...headers }, status) => {
    const { app, publicUrl, signInAsOwner } = world()
    const cookie = await signInAsOwner()
    const from: Record<string, string> = origin === '' ? {} : { origin: origin ?? publicUrl }
    const response = await app.request('/api/people', {
      method: 'POST', headers: { 'content-type': 'application/json', cookie, ...from, ...headers }, body: JSON.stringify({ name: 'A', email: 'a@x.example', role: 'rep' }),
    })
    expect(response.status).toBe(status)
  })

  it('cannot sign anybody in', async () => {
    const { request } = world()
    expect((await request('POST', '/api/auth/sign-in/email', { headers: { origin: 'https://evil.example' }, body: { email: 'a@x.example', password } })).status).toBe(403)
  })

  it('may read what anybody may', async () => {
    const { app } = world()
    expect(await (await app.request('/api/me', { headers: { origin: 'https://evil.example' } })).json()).toEqual({ user: null, workspace: { name: 'Test', isSample: true } })
  })
})
