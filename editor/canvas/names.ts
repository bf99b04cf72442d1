import type { Names } from '#nodes/sdk/define-node'
import type { FlowReferences } from '../api/types'

/** Words for the ids that params hold. An id that is not known here stays as it is. */
export function namesFrom(references: FlowReferences): Names {
  const lists = { team: references.teams, queue: references.queues, rota: references.rotas, flow: [...references.flows, ...references.drafts], source: references.sources }
  return { of: (kind, id) => lists[kind].find((each) => each.id === id)?.name ?? id }
}
