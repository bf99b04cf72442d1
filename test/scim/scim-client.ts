import type { JsonObject } from '#nodes/sdk/json'
import { createScimToken } from '#server/scim/tokens/scim-tokens'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

export interface ScimAnswer {
  status: number
  headers: Headers
  body: JsonObject
}

export type SendScim = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<ScimAnswer>

export interface ScimWorld {
  world: World
  /** A request of the HR system with its token. */
  send: SendScim
  /** As the signed-in owner. */
  call: Awaited<ReturnType<typeof createTestApp>>['call']
  app: Awaited<ReturnType<typeof createTestApp>>['app']
  reported: unknown[]
  /** Of the owner's session. */
  cookie: string
  /** Lets time pass. */
  pass(ms: number): void
}

/** The whole app over a small workspace (four people, all active), with an HR system that has a token. */
export async function openScim(): Promise<ScimWorld> {
  let time = Date.parse('2026-06-01T09:00:00Z')
  const now = () => time
  const world = createWorld({ now: time, isGrouped: true })
  const { app, call, reported, cookie } = await createTestApp(world, { now })
  const { token } = await world.writer.write((tx) => createScimToken(tx, { name: 'HR', actor: { kind: 'system', id: 'test' } }, time))
  return {
    world, app, call, reported, cookie,
    pass(ms) {
      time += ms
    },
    async send(method, path, body, headers = {}) {
      const answer = await app.request(`/scim/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/scim+json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: text === '' ? {} : (JSON.parse(text) as JsonObject) }
    },
  }
}
