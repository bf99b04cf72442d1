import { announce } from '../../parts/announcements'
import type { FlowStore } from './flow-store'
import { t } from '../../words/t'

/** The stroke is forgotten, so that typing on after an undo is a step of its own. */
export function undo(store: FlowStore): void {
  if (store.temporal.getState().pastStates.length === 0) return announce(t('There is nothing to undo'))
  store.temporal.getState().undo()
  settle(store)
  announce(t('Undone'))
}

export function redo(store: FlowStore): void {
  if (store.temporal.getState().futureStates.length === 0) return announce(t('There is nothing to redo'))
  store.temporal.getState().redo()
  settle(store)
  announce(t('Done again'))
}

/** What is chosen and is not there any more is chosen no longer. */
function settle(store: FlowStore): void {
  const { document, selected } = store.getState()
  const nodes = new Set(document.nodes.map((node) => node.id))
  const edges = new Set(document.edges.map((edge) => edge.id))
  const notes = new Set(document.notes.map((note) => note.id))
  store.setState({ stroke: null, writing: null, selected: { nodes: selected.nodes.filter((id) => nodes.has(id)), edges: selected.edges.filter((id) => edges.has(id)), notes: selected.notes.filter((id) => notes.has(id)) } })
}
