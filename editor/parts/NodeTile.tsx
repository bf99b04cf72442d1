import { library } from '#nodes/definitions'
import { nodeIcon } from './node-icons'

/** The family tile of a node type. Colour and icon go together; a name always stands beside it. */
export function NodeTile({ type, isSmall = false }: { type: string; isSmall?: boolean }) {
  const definition = Object.hasOwn(library, type) ? library[type] : undefined
  const Icon = nodeIcon(definition?.icon)
  return (
    <span className={`tile ${isSmall ? 'sm' : ''} f-${definition?.family ?? 'unknown'}`} aria-hidden="true">
      <Icon />
    </span>
  )
}
