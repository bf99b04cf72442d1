import type { FlowChange } from '#engine/graph/diff-flows'
import type { Sequence } from '#engine/graph/sequence'
import { t, within } from '../words/t'
import type { Concurrency, FlowDocument, FlowNode, FlowNote } from '#engine/graph/flow'
import type { Mark } from '../canvas/card-data'
import type { NodeView } from '../canvas/node-view'
import { concurrencyWords } from '../inspector/concurrency-words'
import { nodeForm } from '../inspector/form-schema'
import { busyWords, exitWords, priorityWords } from '../inspector/sequence-words'

export interface ChangeWords {
  mark: Mark
  words: string
  /** The steps that it is about. */
  nodeIds: string[]
}

/** The two forms of the flow that are compared, with what their steps look like. */
export interface Compared {
  before: FlowDocument
  after: FlowDocument
  viewsBefore: ReadonlyMap<string, NodeView>
  viewsAfter: ReadonlyMap<string, NodeView>
}

/** Changes as a sales manager would tell them, one sentence each. Steps that were only moved share one. */
export function changeWords(changes: readonly FlowChange[], compared: Compared): ChangeWords[] {
  const moved = changes.flatMap((change) => (change.kind === 'step-moved' ? change.node.id : []))
  const told = changes.flatMap((change) => wordsOf(change, compared))
  if (moved.length > 0) told.push({ mark: 'moved', nodeIds: moved, words: t('{count, plural, one {# step stands} other {# steps stand}} elsewhere on the canvas', { count: moved.length }) })
  return told
}

function wordsOf(change: FlowChange, compared: Compared): ChangeWords[] {
  switch (change.kind) {
    case 'flow-changed':
      return [{ mark: 'changed', nodeIds: [], words: settingWords(change) }]
    case 'sequence-changed':
      return sequenceWords(change).map((words) => ({ mark: 'changed' as const, nodeIds: [], words }))
    case 'step-added':
      return [{ mark: 'added', nodeIds: [change.node.id], words: t('“{step}” is new: {summary}', { step: change.node.label, summary: summaryOf(change.node, compared.viewsAfter) }) }]
    case 'step-removed':
      return [{ mark: 'removed', nodeIds: [change.node.id], words: t('“{step}” is gone ({summary})', { step: change.node.label, summary: summaryOf(change.node, compared.viewsBefore) }) }]
    case 'step-changed':
      return stepWords(change, compared).map((words) => ({ mark: 'changed' as const, nodeIds: [change.after.id], words }))
    case 'step-moved':
      return []
    case 'way-added':
      return [{ mark: 'added', nodeIds: [change.from.node], words: t('{way} leads to “{step}” now', { way: wayOf(change.from, compared), step: labelOf(change.to, compared) }) }]
    case 'way-removed':
      return [{ mark: 'removed', nodeIds: [change.from.node], words: t('{way} does not lead to “{step}” any more', { way: wayOf(change.from, compared), step: labelOf(change.to, compared) }) }]
    case 'note-added':
      return [{ mark: 'added', nodeIds: [], words: t('A note is new: “{text}”', { text: saidBy(change.note) }) }]
    case 'note-removed':
      return [{ mark: 'removed', nodeIds: [], words: t('A note is gone: “{text}”', { text: saidBy(change.note) }) }]
    case 'note-moved':
      return [{ mark: 'moved', nodeIds: [], words: t('A note stands elsewhere, or has another size: “{text}”', { text: saidBy(change.note) }) }]
    case 'note-changed':
      return [{ mark: 'changed', nodeIds: [], words: change.before.text === change.after.text ? t('A note has another colour: “{text}”', { text: saidBy(change.after) }) : t('A note says “{after}” instead of “{before}”', { before: saidBy(change.before), after: saidBy(change.after) }) }]
    case 'group-added':
      return [{ mark: 'added', nodeIds: change.group.nodes, words: t('“{name}” is a new group of {count, plural, one {# step} other {# steps}}', { name: change.group.name, count: change.group.nodes.length }) }]
    case 'group-removed':
      return [{ mark: 'removed', nodeIds: [], words: t('The group “{name}” is gone; its steps have their own entries where they changed', { name: change.group.name }) }]
    case 'group-changed':
      return [{ mark: 'changed', nodeIds: change.after.nodes, words: change.before.name === change.after.name ? t('The group “{name}” holds {count, plural, one {# step} other {# steps}} now', { name: change.after.name, count: change.after.nodes.length }) : t('The group “{before}” is called “{after}” now', { before: change.before.name, after: change.after.name }) }]
    case 'way-moved':
      return [{ mark: 'changed', nodeIds: [change.from.node], words: t('{way} leads to “{step}” instead of “{before}”', { way: wayOf(change.from, compared), step: labelOf(change.to, compared), before: labelOf(change.before, compared) }) }]
  }
}

const excerptLength = 60

/** What a note says, as far as one line holds it. */
function saidBy({ text }: FlowNote): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line
}

function settingWords({ setting, before, after }: Extract<FlowChange, { kind: 'flow-changed' }>): string {
  switch (setting) {
    case 'name':
      return t('The flow is called “{after}” instead of “{before}”', { after, before })
    case 'failurePoint':
      return after === '' ? t('The failure that it closes is not told any more') : t('The failure that it closes: “{failure}”', { failure: after })
    case 'figure':
      return after === '' ? t('The figure that it should move is not told any more') : t('The figure that it should move: {after}', { after })
    case 'concurrency':
      return t('When a run for the same lead is under way: {choice}', { choice: within(concurrencyWords[after as Concurrency].choice) })
  }
}

function sequenceWords({ before, after }: Extract<FlowChange, { kind: 'sequence-changed' }>): string[] {
  const words: string[] = []
  const exitsOf = ({ exits }: Sequence) => exits.map(exitWords).join('; ')
  if (exitsOf(before) !== exitsOf(after)) words.push(after.exits.length === 0 ? t('Nothing ends it early any more') : t('What ends it early: {exits}', { exits: exitsOf(after) }))
  if ((before.group ?? '') !== (after.group ?? '')) words.push(after.group ? t('Of “{group}” one person is in one flow at a time', { group: after.group }) : t('It does not look at other flows for the same person any more'))
  if (before.priority !== after.priority) words.push(t('How much it matters: {priority}', { priority: within(priorityWords[after.priority]) }))
  if (before.whenBusy !== after.whenBusy) words.push(t('When another of the group is under way: {choice}', { choice: within(busyWords[after.whenBusy]) }))
  return words
}

function stepWords({ before, after, params }: Extract<FlowChange, { kind: 'step-changed' }>, compared: Compared): string[] {
  const words: string[] = []
  if (before.label !== after.label) words.push(t('“{before}” is called “{after}” now', { before: before.label, after: after.label }))
  if (before.type !== after.type) return [...words, t('“{step}” is another kind of step now: {kind}', { step: after.label, kind: compared.viewsAfter.get(after.id)?.kind ?? after.type })]
  const [was, is] = [summaryOf(before, compared.viewsBefore), summaryOf(after, compared.viewsAfter)]
  if (params.length > 0) words.push(was === is ? t('“{step}”: {settings} changed', { step: after.label, settings: titlesOf(after, params, compared) }) : t('“{step}”: {before} → {after}', { step: after.label, before: was, after: is }))
  if (params.length === 0 && before.label === after.label) words.push(t('“{step}”: how often it is tried', { step: after.label }))
  return words
}

function summaryOf(node: FlowNode, views: ReadonlyMap<string, NodeView>): string {
  return views.get(node.id)?.summary || (views.get(node.id)?.kind ?? node.type)
}

/** The settings by the names that the form gives them. */
function titlesOf(node: FlowNode, params: readonly string[], { viewsAfter }: Compared): string {
  const definition = viewsAfter.get(node.id)?.definition
  const properties = definition ? (nodeForm(definition).schema.properties as Record<string, { title?: string }>) : {}
  return params.map((name) => properties[name]?.title ?? name).join(', ')
}

function labelOf(id: string, { before, after }: Compared): string {
  return (after.nodes.find((node) => node.id === id) ?? before.nodes.find((node) => node.id === id))?.label ?? t('a step that is gone')
}

function wayOf(from: { node: string; outlet: string }, compared: Compared): string {
  const outlets = [...(compared.viewsAfter.get(from.node)?.outlets ?? []), ...(compared.viewsBefore.get(from.node)?.outlets ?? [])]
  const label = outlets.find((outlet) => outlet.name === from.outlet)?.label
  const step = labelOf(from.node, compared)
  return label ? t('“{step}”, {way},', { step, way: within(label) }) : t('“{step}”', { step })
}
