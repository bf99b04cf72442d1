import { inviteUser } from '#server/people/invite-user'
import type { Role } from '#server/people/roles'
import type { World } from '#test/conformance/world'
import { type createTestApp, publicUrl } from '#test/harness/app/create-test-app'

type App = Awaited<ReturnType<typeof createTestApp>>['app']

/** Signs in another person of this role; makes requests as that person. */
export async function signInAnother(app: App, world: World, role: Role): Promise<(path: string, init: { method?: string; json?: unknown }) => Promise<Response>> {
  const now = Date.now()
  const { link } = await world.writer.write((tx) => inviteUser(tx, { invitation: { name: role, email: `${role}@other.example`, role }, publicUrl, actor: { kind: 'system', id: 'test' } }, now))
  const welcome = await app.request(new URL(link).pathname)
  const cookie = welcome.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  return async (path, { method, json }) =>
    app.request(path, {
      method: method ?? (json === undefined ? 'GET' : 'POST'), headers: { cookie, origin: publicUrl, ...(json !== undefined && { 'content-type': 'application/json' }) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
}
