import { lookAheadDays } from '#nodes/revops/duty-spans'
import { momentWords } from '#nodes/revops/moment-words'
import { findTextProblems } from '#nodes/revops/text-problems'
import { t } from '#nodes/sdk/t'
import type { ReferenceKind, ReferenceNames } from '../graph/flow'
import type { CompileContext, References, RotaReference, SoundNode } from './context'
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
    return [{ code: 'empty-condition', severity: 'warning', nodeId: node.id, param: `ways.${empty}.condition`, message: t('“{step}”: the way “{way}” asks nothing yet, so everybody who gets to it goes there.', { step: node.label, way: ways?.[empty]?.name ?? '' }) }]
  }
  if (condition?.rules?.length !== 0) return []
  return [{ code: 'empty-condition', severity: 'warning', nodeId: node.id, param: 'condition', message: t('“{step}” asks nothing yet, so everybody goes “yes”.', { step: node.label }) }]
}

/** A step that leaves the team to the source needs a pool for whatever no rule says, and rules whose teams are there. */
function sourceProblems(routing: References['sourceRouting'], step: string): string[] {
  if (!routing) return []
  return [
    ...(routing.hasDefault ? [] : [t('“{step}”: set the default pool first, at Records → Sources. Leads of a source without a rule go there.', { step })]),
    ...routing.broken.map((source) => t('“{step}”: the rule of the source “{source}” names a team that does not exist any more. Choose another at Records → Sources.', { step, source })),
  ]
}

function checkIds({ node, params }: SoundNode, references: References, names: ReferenceNames): Diagnostic[] {
  const { team, by, rota, flow, connection, who, people } = params as { team?: string; by?: string; rota?: string; flow?: string; connection?: string; who?: string; people?: string[] }
  const { queue, watchersOf, channel, template } = params as { queue?: string; watchersOf?: string; channel?: string; template?: string }
  const found: Diagnostic[] = []
  const step = node.label
  const called = (kind: ReferenceKind, id: string) => ({ step, named: names[kind]?.[id] === undefined ? 'no' : 'yes', name: names[kind]?.[id] ?? '' })
  const missing = (param: string, message: string) => found.push({ code: 'missing-reference', severity: 'error', nodeId: node.id, param, message })

  if (by === 'source') for (const message of sourceProblems(references.sourceRouting, step)) missing('by', message)
  else if (team !== undefined && !references.teams.includes(team)) missing('team', team === '' ? t('“{step}”: choose a team.', { step }) : t('“{step}”: choose another team; {named, select, yes {“{name}”} other {this one}} does not exist here.', called('team', team)))
  const duty = references.rotas.find((each) => each.id === rota)
  if (duty) found.push(...checkDuty(node.id, step, duty))
  else if (rota !== undefined) missing('rota', rota === '' ? t('“{step}”: choose a rota.', { step }) : t('“{step}”: choose another rota; {named, select, yes {“{name}”} other {this one}} does not exist here.', called('rota', rota)))
  if (flow !== undefined && references.flows && !references.flows.some((each) => each.id === flow)) missing('flow', flow === '' ? t('“{step}”: choose a flow.', { step }) : t('“{step}”: choose another flow, or publish this one first; only published flows can be run.', { step }))
  if (connection && references.connections && !references.connections.includes(connection)) missing('connection', t('“{step}”: choose another connection; {named, select, yes {“{name}”} other {this one}} does not exist here.', called('connection', connection)))
  if (template && references.messageTemplates) {
    const known = references.messageTemplates.find((each) => each.id === template)
    if (!known) missing('template', t('“{step}”: choose another message template; {named, select, yes {“{name}”} other {this one}} does not exist here.', called('message-template', template)))
    else if (known.channel !== channel) missing('template', t('“{step}”: this message template is for another way of writing. Choose one that fits, or change the way.', { step }))
  }
  if (channel === 'sms' && references.hasSms === false) missing('channel', t('“{step}”: text messages cannot be sent yet. Connect a provider at Settings → Channels, or choose e-mail.', { step }))
  if (who === 'people' && people && references.people) {
    if (people.length === 0) missing('people', t('“{step}”: choose at least one person.', { step }))
    else if (people.some((id) => !references.people?.includes(id))) missing('people', t('“{step}”: choose others; somebody who was chosen is not active any more.', { step }))
  }
  for (const [param, id] of [['queue', queue], ['watchersOf', who === 'watchers' ? watchersOf : undefined]] as const) {
    if (id === undefined) continue
    const known = references.queues.find((each) => each.id === id)
    if (!known) missing(param, id === '' ? t('“{step}”: choose a queue.', { step }) : t('“{step}”: choose another queue; {named, select, yes {“{name}”} other {this one}} does not exist here.', called('queue', id)))
    else if (known.watchers === 0) {
      found.push({ code: 'queue-without-watcher', severity: 'error', nodeId: node.id, param, message: t('“{step}”: nobody watches this queue, so nobody would see the lead. Add a watcher.', { step }) })
    }
  }
  return found
}

/** A hole is worth a warning: the managers above are asked in it. With nobody at all the flow would always end there. */
function checkDuty(nodeId: string, step: string, { hole, zone }: RotaReference): Diagnostic[] {
  if (!hole) return []
  const problem = { nodeId, param: 'rota' }
  if (hole.from === null && hole.to === null) {
    return [{ ...problem, code: 'rota-without-people', severity: 'error', message: t('“{step}”: nobody is on duty in this rota in the next {days} days. Add somebody at Records, On call.', { step, days: lookAheadDays }) }]
  }
  const values = { step, from: hole.from === null ? '' : momentWords(hole.from, zone), to: hole.to === null ? '' : momentWords(hole.to, zone), kind: hole.from === null ? 'now' : hole.to === null ? 'open' : 'later' }
  return [{
    ...problem, code: 'rota-hole', severity: 'warning',
    message: t('“{step}”: nobody is on duty {kind, select, now {until {to}} open {from {from} on} other {from {from} to {to}}}. A lead then goes to the managers above. Close the hole at Records, On call.', values),
  }]
}
