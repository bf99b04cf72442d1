import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono, Schema } from 'hono'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignedIn } from '../people/require-session'

/** Adds the built editor to the app: its files with long-lived caching, and its one page for every other address. */
export function servePages<S extends Schema>(app: Hono<SignedIn, S>, folder: string): void {
  const index = join(folder, 'index.html')
  app.use('/assets/*', serveStatic({ root: folder, onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable') }))
  app.use('/*', serveStatic({ root: folder, onFound: (_path, c) => c.header('Cache-Control', 'no-cache') }))
  app.get('*', (c) => {
    if (c.req.path.startsWith('/api/')) return c.json({ error: { code: 'not-found', message: 'There is nothing at this address.' } }, 404)
    if (!existsSync(index)) return c.text('The pages are not built. Start Watertight with “npm start”.', 503)
    c.header('Cache-Control', 'no-cache')
    return c.html(readFileSync(index, 'utf8'))
  })
}
