import type { HandlerRegistry } from '#nodes/activities'
import { customHandler } from './custom-handler'
import type { CustomNode } from './find-custom-nodes'
import { createNodeThreads } from './node-threads'

/** Handlers for custom nodes, each over a thread of its own. `said` takes what they write, covered. Ends with the process. */
export async function customHandlers(nodes: readonly CustomNode[], said: (type: string, text: string) => void): Promise<HandlerRegistry> {
  if (nodes.length === 0) return {}
  const threads = await createNodeThreads({ said })
  return Object.fromEntries(nodes.map((node) => [node.type, customHandler(node, threads)]))
}
