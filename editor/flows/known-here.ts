import type { KnownReferences } from '#engine/graph/flow-references'
import type { FlowReferences } from '../api/types'

/** What the workspace has, by the kinds of things that steps name. */
export function knownHere({ teams, queues, rotas, sources, flows, connections, people, messageTemplates }: FlowReferences): KnownReferences {
  return { team: teams, queue: queues, rota: rotas, source: sources, flow: flows, connection: connections, person: people, 'message-template': messageTemplates }
}
