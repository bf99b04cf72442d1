import { library, type NodeRegistry } from '#nodes/definitions'
import type { NodeDefinition } from '#nodes/sdk/define-node'

const known: Record<string, NodeDefinition> = { ...library }

/** Every kind of step that this page knows: the library from the start, custom ones once they are loaded, before a page of the frame shows. */
export const registry: NodeRegistry = known

export function addDefinition(definition: NodeDefinition): void {
  known[definition.type] = definition
}
