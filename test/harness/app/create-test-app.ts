import { createFeedReader } from '#server/absences/read-feeds'
import { type AppDeps, createApp } from '#server/app'
import { allowedHere } from '#server/connectors/http/allowed-here'
import type { FoundNodes } from '#server/custom-nodes/find-custom-nodes'
import { createChangeFeed } from '#server/live/change-feed'
import type { HealthResult } from '#server/health/run-health-checks'
import { createAuth } from '#server/people/create-auth'
import { ensureOwner } from '#server/people/ensure-owner'
import type { World } from '#test/conformance/world'
import { importHere } from './import-here'

export const publicUrl = 'http://watertight.test'

/** The whole app over a test's world, without a port, and a signed-in owner. */
export async function createTestApp(world: World, options: { now?: () => number; foundNodes?: () => FoundNodes; examine?: () => Promise<HealthResult[]>; mail?: AppDeps['mail'] } = {}) {
  const { db, writer, box } = world
  const now = options.now ?? Date.now
  const auth = createAuth({ db, writer, box, publicUrl })
  const reported: unknown[] = []
  const imports = importHere(world, (error) => reported.push(error))
  const isAllowed = allowedHere(db, { allowsPrivateHttp: false })
  const app = createApp({
    db, writer, box, auth, publicUrl, registry: world.registry, foundNodes: options.foundNodes ?? (() => ({ sound: [], broken: [], fingerprint: '' })), feed: createChangeFeed(db, writer), now,
    sampleLeads: { view: () => ({ on: false, sent: 0, limit: 0 }), resume: () => undefined, set: async () => undefined, stop: () => undefined },
    isAllowed, feeds: createFeedReader({ db, writer, box, isAllowed, report: (error) => reported.push(error) }), imports, mail: options.mail ?? { from: 'Flows <flows@test.example>', isLocal: true }, providers: world.providers, examine: options.examine ?? (async () => []), report: (error) => reported.push(error),
  })
  const owner = await ensureOwner({ writer, publicUrl }, Date.now())
  const welcome = await app.request(new URL(owner?.link ?? publicUrl).pathname)
  const cookie = welcome.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  /** A request as the signed-in owner. */
  const call = (path: string, init: { method?: string; json?: unknown } = {}) =>
    app.request(path, {
      method: init.method ?? (init.json === undefined ? 'GET' : 'POST'),
      headers: { cookie, origin: publicUrl, ...(init.json !== undefined && { 'content-type': 'application/json' }) },
      ...(init.json !== undefined && { body: JSON.stringify(init.json) }),
    })
  return { app, call, reported, cookie, imports }
}
