import type { FlowDocument } from '#engine/graph/flow'
import { readKey } from '../canvas-key'

/** What is chosen by what stands on the canvas under this key: a group chooses its steps. */
export function chosenBy(document: FlowDocument, key: string): { nodes: string[]; notes: string[] } {
  const { kind, id } = readKey(key)
  switch (kind) {
    case 'step':
      return { nodes: [id], notes: [] }
    case 'note':
      return { nodes: [], notes: [id] }
    case 'group':
      return { nodes: document.groups.find((group) => group.id === id)?.nodes ?? [], notes: [] }
  }
}
