import type { FlowDocument } from '#engine/graph/flow'

/** Ids of teams, queues and rotas. */
export interface NamedIds {
  teams: string[]
  queues: string[]
  rotas: string[]
}

const params = { team: 'teams', queue: 'queues', rota: 'rotas' } as const

/** What the flows' steps name, each once, in the order of the flow; where a step names nothing yet, `standard` is meant. */
export function namedIds(flows: FlowDocument[], standard = 'standard'): NamedIds {
  const found: NamedIds = { teams: [], queues: [], rotas: [] }
  for (const node of flows.flatMap((flow) => flow.nodes)) {
    for (const [param, list] of Object.entries(params)) {
      const value = node.params[param]
      if (typeof value !== 'string') continue
      const id = value === '' ? standard : value
      if (!found[list].includes(id)) found[list].push(id)
    }
  }
  return found
}

/** The same flow with the ids given wherever a step names no team, queue or rota yet. */
export function fillIds(flow: FlowDocument, ids: { team: string; queue: string; rota: string }): FlowDocument {
  const nodes = flow.nodes.map((node) => {
    const filled = Object.entries(ids).filter(([param]) => node.params[param] === '')
    return filled.length === 0 ? node : { ...node, params: { ...node.params, ...Object.fromEntries(filled) } }
  })
  return { ...flow, nodes }
}
