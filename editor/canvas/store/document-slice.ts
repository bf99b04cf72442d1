import { type Concurrency, type Figure, type FlowDocument, type FlowNode, maxEdges, maxGroups, maxNodes, maxNotes } from '#engine/graph/flow'
import { isPlain, type Sequence } from '#engine/graph/sequence'
import type { Fix } from '#engine/compile/diagnostic'
import type { StateCreator } from 'zustand'
import { type From, firstOutlet, makeNode, withEdge, withEdgeMoved, withFragment, withNode, withNodeChange, withNodeOnEdge, withoutEdges, withoutNodes, withPositions } from './document-changes'
import type { FlowState } from './flow-store'
import { t } from '../../words/t'
import type { Fragment } from '../clipboard/fragment'
import { withoutNotes } from './note-changes'
import type { Stroke } from './strokes'

type Point = { x: number; y: number }

export interface DocumentSlice {
  document: FlowDocument
  stroke: Stroke | null
  /** Puts the next form of the document in place of this one, as one step of undo. Changes of one `place` that follow each other quickly are one stroke. */
  change(next: (document: FlowDocument) => FlowDocument, place?: string): void
  rename(name: string): void
  setFailurePoint(failurePoint: string): void
  setFigure(figure: Figure): void
  setConcurrency(concurrency: Concurrency): void
  setSequence(sequence: Sequence): void
  setLabel(id: string, label: string): void
  setParams(id: string, params: Record<string, unknown>): void
  /** New places of steps and notes, by their keys on the canvas. */
  place(positions: ReadonlyMap<string, Point>): void
  connect(from: From, to: string): void
  disconnect(from: From): void
  /** Adds a node, joined to a way out or put into a line where one is given, and selects it. */
  add(type: string, position: Point, joined?: { from?: From; edge?: string }): string
  /** Adds steps with the lines between them and notes, all or none, and selects them. Throws, in words, when the flow would be too large. */
  addAll(fragment: Fragment): void
  /** Leads a line elsewhere. */
  reconnect(edge: string, from: From, to: string): void
  remove(nodes: readonly string[], edges: readonly string[], notes?: readonly string[]): void
  applyFix(fix: Fix): void
  /** Puts another form of the flow in its place, as a change that undo takes back. */
  replace(document: FlowDocument): void
  /** Takes over a document from elsewhere (the server's, a local copy). The history of undo starts anew outside. */
  takeOver(document: FlowDocument): void
}

const below = 130

export function createDocumentSlice(document: FlowDocument): StateCreator<FlowState, [], [], DocumentSlice> {
  return (set, get) => {
    const change = (next: (document: FlowDocument) => FlowDocument, place?: string) =>
      set((state) => ({ document: next(state.document), stroke: place === undefined ? null : { place, at: Date.now() } }))
    const addNode = (node: FlowNode, join: (document: FlowDocument) => FlowDocument) => {
      change(join)
      set({ selected: { nodes: [node.id], edges: [], notes: [] } })
      return node.id
    }
    return {
      document,
      stroke: null,
      change,
      // A field that is left says its name once more: that is no change, and must not become a revision.
      rename: (name) => name !== get().document.name && change((old) => ({ ...old, name }), 'flow.name'),
      setConcurrency: (concurrency) => change((old) => ({ ...old, concurrency })),
      setSequence: (sequence) => change(({ sequence: _, ...old }) => (isPlain(sequence) ? old : { ...old, sequence }), 'flow.sequence'),
      setFailurePoint: (failurePoint) => change((old) => ({ ...old, failurePoint }), 'flow.failurePoint'),
      setFigure: (figure) => change(({ figure: _, ...old }) => (figure.name === '' && figure.now === '' && figure.goal === '' ? old : { ...old, figure }), 'flow.figure'),
      setLabel: (id, label) => change((old) => withNodeChange(old, id, { label }), `${id}.label`),
      setParams: (id, params) => change((old) => withNodeChange(old, id, { params }), `${id}.params`),
      place: (positions) => change((old) => withPositions(old, positions)),
      connect: (from, to) => change((old) => withEdge(old, from, to)),
      disconnect: (from) => change((old) => ({ ...old, edges: old.edges.filter((edge) => edge.from.node !== from.node || edge.from.outlet !== from.outlet) })),
      add(type, position, joined = {}) {
        const node = makeNode(type, position)
        const { from, edge } = joined
        if (edge !== undefined) return addNode(node, (old) => withNodeOnEdge(old, edge, node))
        return addNode(node, (old) => (from ? withEdge(withNode(old, node), from, node.id) : withNode(old, node)))
      },
      addAll(fragment) {
        const { nodes, edges, notes, groups } = get().document
        if (nodes.length + fragment.nodes.length > maxNodes || edges.length + fragment.edges.length > maxEdges) {
          throw new Error(t('A flow has at most {steps, number} steps and {lines, number} lines. Nothing was added; split the flow by a sub-flow.', { steps: maxNodes, lines: maxEdges }))
        }
        if (notes.length + fragment.notes.length > maxNotes || groups.length + fragment.groups.length > maxGroups) {
          throw new Error(t('A flow has at most {notes} notes and {groups} groups. Nothing was added.', { notes: maxNotes, groups: maxGroups }))
        }
        change((old) => withFragment(old, fragment))
        set({ selected: { nodes: fragment.nodes.map((node) => node.id), edges: [], notes: fragment.notes.map((note) => note.id) } })
      },
      reconnect: (edge, from, to) => change((old) => withEdgeMoved(old, edge, from, to)),
      remove(nodes, edges, notes = []) {
        if (nodes.length + edges.length + notes.length === 0) return
        change((old) => withoutNotes(withoutEdges(withoutNodes(old, nodes), edges), notes))
        set({ selected: { nodes: [], edges: [], notes: [] } })
      },
      applyFix(fix) {
        if (fix.kind === 'remove-node') return get().remove([fix.node], [])
        if (fix.kind === 'remove-edge') return get().remove([], [fix.edge])
        if (fix.kind === 'set-param') {
          const node = get().document.nodes.find((each) => each.id === fix.node)
          return node && get().setParams(node.id, { ...node.params, [fix.param]: fix.value })
        }
        const from = get().document.nodes.find((node) => node.id === fix.from.node)
        if (!from) return
        const isMainWay = firstOutlet(from) === fix.from.outlet
        const position = isMainWay ? { x: from.position.x, y: from.position.y + below } : { x: from.position.x + 350, y: from.position.y }
        get().add(fix.toType, position, { from: fix.from })
      },
      replace(next) {
        change(() => next)
        set({ selected: { nodes: [], edges: [], notes: [] } })
      },
      takeOver: (next) => set({ document: next, stroke: null, selected: { nodes: [], edges: [], notes: [] } }),
    }
  }
}
