import { Hono } from 'hono'
import type { NodeRegistry } from '#nodes/definitions'
import { describeNode } from '#nodes/sdk/describe-node'
import type { FoundNodes } from '../custom-nodes/find-custom-nodes'
import { AppError } from '../errors/app-error'
import type { SignedIn } from '../people/require-session'
import { definitionModule, zodModule, zodVersion } from './browser-modules'

// Addresses that hold a hash or a version never mean anything else.
const asModule = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'private, max-age=31536000, immutable' }

/** The kinds of steps that this installation knows: their docs, the custom ones that are broken, and the definitions of the sound ones. */
export function createNodeRoutes({ registry, foundNodes }: { registry: NodeRegistry; foundNodes: () => FoundNodes }) {
  return new Hono<SignedIn>()
    .get('/', (c) => {
      const { sound, broken, fingerprint } = foundNodes()
      const custom = new Map(sound.map((each) => [each.type, each.hash]))
      return c.json({
        nodes: Object.values(registry).map((definition) => describeNode(definition, custom.has(definition.type))),
        broken,
        /** Where the browser finds the definitions of custom nodes. */
        modules: [...custom].map(([type, hash]) => ({ type, path: `/api/nodes/${type}/${hash}/definition.js` })),
        fingerprint,
      })
    })
    .get('/:type/:hash/definition.js', (c) => {
      const { type, hash } = c.req.param()
      const node = foundNodes().sound.find((each) => each.type === type && each.hash === hash)
      if (!node) throw new AppError('not-found', 'This custom node has changed or is gone. Reload the page.')
      return c.body(definitionModule(type, node.definitionText), 200, asModule)
    })
    .get(`/zod/${zodVersion}.js`, async (c) => c.body(await zodModule(), 200, asModule))
}
