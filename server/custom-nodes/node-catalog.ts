import { library, type NodeRegistry } from '#nodes/definitions'
import { type FoundNodes, findCustomNodes } from './find-custom-nodes'

/** Every node type of this installation: the library, and what stands in the folder of custom nodes. */
export interface NodeCatalog {
  /** One object for as long as the process runs: after `reload` it holds the nodes that are there now. */
  readonly registry: NodeRegistry
  found(): FoundNodes
  /** Looks at the folder again; true when something is different. */
  reload(): Promise<boolean>
}

/** Never fails: a node that cannot be used is in `found().broken`. */
export async function openNodeCatalog(folder: string): Promise<NodeCatalog> {
  const registry = { ...library }
  let found = take(await findCustomNodes(folder))

  function take(next: FoundNodes): FoundNodes {
    for (const type of Object.keys(registry)) if (!Object.hasOwn(library, type)) delete registry[type]
    for (const { type, definition } of next.sound) registry[type] = definition
    return next
  }

  return {
    registry,
    found: () => found,
    async reload() {
      const next = await findCustomNodes(folder)
      if (next.fingerprint === found.fingerprint) return false
      found = take(next)
      return true
    },
  }
}
