import type { FlowDocument } from '#engine/graph/flow'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import type { NodeRegistry } from '#nodes/definitions'

const kinds = { team: 'teams', queue: 'queues', rota: 'rotas', people: 'people', connection: 'connections', 'message-template': 'messageTemplates', source: 'sources' } as const
type Widget = keyof typeof kinds

/** Ids by what they are of. */
export type NamedIds = Record<(typeof kinds)[Widget], string[]>

/** What a step must name, and which id is meant where it names none yet. */
export type StandardIds = Record<'team' | 'queue' | 'rota', string>

/** The id that stands for a team, queue or rota that a flow does not name yet. */
export const standardId = 'standard'

/** What the flows' steps name, each once, in the order of the flow. The form's widget says what a setting holds. */
export function namedIds(flows: FlowDocument[], registry: NodeRegistry): NamedIds {
  const found: NamedIds = { teams: [], queues: [], rotas: [], people: [], connections: [], messageTemplates: [], sources: [] }
  for (const node of flows.flatMap((flow) => flow.nodes)) {
    for (const [param, widget] of widgetsOf(registry[node.type])) {
      const value = node.params[param] ?? ''
      const ids = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : typeof value === 'string' ? [value || (isRequired(widget) ? standardId : '')] : []
      for (const id of ids) if (id !== '' && !found[kinds[widget]].includes(id)) found[kinds[widget]].push(id)
    }
  }
  return found
}

/** The same flow with the ids given wherever a step names no team, queue or rota yet. */
export function fillIds(flow: FlowDocument, registry: NodeRegistry, ids: StandardIds): FlowDocument {
  const nodes = flow.nodes.map((node) => {
    const filled = widgetsOf(registry[node.type]).flatMap(([param, widget]) => (isRequired(widget) && (node.params[param] ?? '') === '' ? [[param, ids[widget]]] : []))
    return filled.length === 0 ? node : { ...node, params: { ...node.params, ...Object.fromEntries(filled) } }
  })
  return { ...flow, nodes }
}

function widgetsOf(definition: NodeDefinition | undefined): [param: string, widget: Widget][] {
  const { shape = {} } = (definition?.params ?? {}) as { shape?: Record<string, { meta?(): { widget?: unknown } | undefined }> }
  return Object.entries(shape).flatMap(([param, schema]): [string, Widget][] => {
    const widget = schema.meta?.()?.widget
    return typeof widget === 'string' && Object.hasOwn(kinds, widget) ? [[param, widget as Widget]] : []
  })
}

function isRequired(widget: Widget): widget is keyof StandardIds {
  return widget === 'team' || widget === 'queue' || widget === 'rota'
}
