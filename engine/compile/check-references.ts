import { findTextProblems } from '#nodes/revops/text-problems'
import type { ReferenceKind, ReferenceNames } from '../graph/flow'
import type { CompileContext, References, SoundNode } from './context'
import type { Diagnostic } from './diagnostic'

/** Fifth pass: texts can be filled, and teams, queues and rotas that params name exist and are watched. */
export function checkReferences({ flow, sound, references }: CompileContext): Diagnostic[] {
  return [...sound.values()].flatMap((each) => [...checkTexts(each), ...checkConditions(each), ...(references ? checkIds(each, references, flow.names ?? {}) : [])])
}

function checkTexts({ node, params }: SoundNode): Diagnostic[] {
  return texts(params as Record<string, unknown>, '').flatMap(([param, text]) =>
    errorsIn(text).map((message): Diagnostic => ({ code: 'bad-text', severity: 'error', nodeId: node.id, param, message: `“${node.label}”: ${message}` })),
  )
}

/** Each once: a field that is misspelt twice is one thing to mend. */
function errorsIn(text: string): string[] {
  return [...new Set(findTextProblems(text).flatMap(({ severity, message }) => (severity === 'error' ? [message] : [])))]
}

/** Every text within the params that holds Liquid, with its dotted path. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return /\{[{%]/.test(value) ? [[path, value]] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, path ? `${path}.${key}` : key))
}

function checkConditions({ node, definition, params }: SoundNode): Diagnostic[] {
  // A trigger without a condition starts for everybody, as its words say.
  if (definition.family === 'trigger') return []
  const { condition, ways } = params as { condition?: { rules?: unknown[] }; ways?: { condition?: { rules?: unknown[] }; name?: string }[] }
  const empty = ways?.findIndex((way) => way.condition?.rules?.length === 0) ?? -1
  if (empty >= 0) {
    return [{ code: 'empty-condition', severity: 'warning', nodeId: node.id, param: `ways.${empty}.condition`, message: `“${node.label}”: the way “${ways?.[empty]?.name}” asks nothing yet, so everybody who gets to it goes there.` }]
  }
  if (condition?.rules?.length !== 0) return []
  return [{ code: 'empty-condition', severity: 'warning', nodeId: node.id, param: 'condition', message: `“${node.label}” asks nothing yet, so everybody goes “yes”.` }]
}

function checkIds({ node, params }: SoundNode, references: References, names: ReferenceNames): Diagnostic[] {
  const called = (kind: ReferenceKind, id: string) => (names[kind]?.[id] === undefined ? 'this one' : `“${names[kind][id]}”`)
  const { team, rota, flow, connection, who, people } = params as { team?: string; rota?: string; flow?: string; connection?: string; who?: string; people?: string[] }
  const { queue, watchersOf } = params as { queue?: string; watchersOf?: string }
  const found: Diagnostic[] = []
  const missing = (param: string, words: string) =>
    found.push({ code: 'missing-reference', severity: 'error', nodeId: node.id, param, message: `“${node.label}”: choose ${words}.` })

  if (team !== undefined && !references.teams.includes(team)) missing('team', team === '' ? 'a team' : `another team; ${called('team', team)} does not exist here`)
  if (rota !== undefined && !references.rotas.includes(rota)) missing('rota', rota === '' ? 'a rota' : `another rota; ${called('rota', rota)} does not exist here`)
  if (flow !== undefined && references.flows && !references.flows.some((each) => each.id === flow)) missing('flow', flow === '' ? 'a flow' : 'another flow, or publish this one first; only published flows can be run')
  if (connection && references.connections && !references.connections.includes(connection)) missing('connection', `another connection; ${called('connection', connection)} does not exist here`)
  if (who === 'people' && people && references.people) {
    if (people.length === 0) missing('people', 'at least one person')
    else if (people.some((id) => !references.people?.includes(id))) missing('people', 'others; somebody who was chosen is not active any more')
  }
  for (const [param, id] of [['queue', queue], ['watchersOf', who === 'watchers' ? watchersOf : undefined]] as const) {
    if (id === undefined) continue
    const known = references.queues.find((each) => each.id === id)
    if (!known) missing(param, id === '' ? 'a queue' : `another queue; ${called('queue', id)} does not exist here`)
    else if (known.watchers === 0) {
      found.push({ code: 'queue-without-watcher', severity: 'error', nodeId: node.id, param, message: `“${node.label}”: nobody watches this queue, so nobody would see the lead. Add a watcher.` })
    }
  }
  return found
}
