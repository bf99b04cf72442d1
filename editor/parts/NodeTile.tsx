import { registry } from '../nodes/registry'
import { nodeIcon } from './node-icons'

/** The family tile of a node type. Colour and icon go together; a name always stands beside it. */
export function NodeTile({ type, isSmall = false }: { type: string; isSmall?: boolean }) {
  const definition = Object.hasOwn(registry, type) ? registry[type] : undefined
  const Icon = nodeIcon(definition?.icon)
  return (
    <span className={`tile ${isSmall ? 'sm' : ''} f-${definition?.family ?? 'unknown'}`} aria-hidden="true">
      <Icon />
    </span>
  )
}
