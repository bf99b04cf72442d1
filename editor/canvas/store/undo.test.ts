import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { duplicate, pasteText } from '../clipboard/step-clipboard'
import { writeFragment } from '../clipboard/fragment'
import { noteKey } from '../canvas-key'
import { lineUp } from '../line-up'
import { createFlowStore, type FlowStore } from './flow-store'
import { redo, undo } from './undo'

const flow = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
const kinds = ['wait', 'branch', 'notify', 'end', 'set', 'route']

afterEach(() => void vi.useRealTimers())

/** Each takes two numbers that choose among what is there. */
const gestures: ((store: FlowStore, one: number, other: number) => void)[] = [
  (store, one, other) => store.getState().add(kinds[one % kinds.length] as string, { x: one, y: other }),
  (store, one, other) => withNode(store, one, (node) => store.getState().add(kinds[other % kinds.length] as string, { x: one, y: other }, { from: { node, outlet: 'done' } })),
  (store, one) => withEdge(store, one, (edge) => store.getState().add('wait', { x: 0, y: 0 }, { edge })),
  (store, one, other) => withNode(store, one, (node) => withNode(store, other, (to) => store.getState().connect({ node, outlet: 'next' }, to))),
  (store, one, other) => withEdge(store, one, (edge) => withNode(store, other, (to) => store.getState().reconnect(edge, { node: to, outlet: 'done' }, to))),
  (store, one) => withNode(store, one, (node) => store.getState().disconnect({ node, outlet: 'next' })),
  (store, one, other) => store.getState().remove(chosen(store, one, 1 + (other % 3)), []),
  (store, one) => withEdge(store, one, (edge) => store.getState().remove([], [edge])),
  (store, one, other) => withNode(store, one, (node) => store.getState().setParams(node, { text: `Text ${other}`, keep: { deep: [other] } })),
  (store, one, other) => withNode(store, one, (node) => store.getState().setLabel(node, `Step ${other}`)),
  (store, one, other) =>
    withNode(store, one, (node) => {
      store.getState().drag(new Map([[node, { x: one, y: other }]]))
      store.getState().drag(new Map([[node, { x: one * 2, y: other }]]))
      store.getState().drop()
    }),
  (store, one, other) => {
    store.getState().select(chosen(store, one, 1 + (other % 4)))
    duplicate(store)
  },
  (store, one, other) => pasteText(store, writeFragment({ nodes: flow.nodes.slice(one % 5, (one % 5) + 2), edges: flow.edges.slice(0, 6), notes: [], groups: [] }), { x: other, y: one }),
  (store, one, other) => store.getState().place(lineUp(chosen(store, one, 4).map((id, index) => ({ id, x: index * one, y: other * index, width: 240, height: 66 })), other % 2 === 0 ? 'column' : 'even-down')),
  (store, one, other) => store.getState().document.notes.length < 100 && store.getState().addNote({ x: one, y: other }),
  (store, one, other) => withNote(store, one, (note) => store.getState().setNote(note, other % 2 === 0 ? { text: `Note ${other}` } : { colour: 'green' })),
  (store, one, other) =>
    withNote(store, one, (note) => {
      store.getState().drag(new Map([[noteKey(note), { x: other, y: one }]]))
      store.getState().resize(new Map([[noteKey(note), { width: 100 + (one % 500), height: 100 + (other % 500) }]]))
      store.getState().drop()
    }),
  (store, one) => withNote(store, one, (note) => store.getState().remove([], [], [note])),
  (store, one, other) => store.getState().document.nodes.length > 0 && store.getState().group(chosen(store, one, 1 + (other % 5)), `Group ${other}`),
  (store, one, other) => withGroup(store, one, (group) => store.getState().renameGroup(group, `Name ${other}`)),
  (store, one, other) => withGroup(store, one, (group) => store.getState().foldGroup(group, other % 2 === 0)),
  (store, one) => withGroup(store, one, (group) => store.getState().ungroup([group])),
  (store, one, other) => {
    const { document, select } = store.getState()
    select(document.groups[one % Math.max(1, document.groups.length)]?.nodes ?? [], [], document.notes.slice(other % 3, (other % 3) + 2).map(({ id }) => id))
    if (document.notes.length < 100) duplicate(store)
  },
  (store, one) => store.getState().rename(`Flow ${one}`),
  (store, one) => store.getState().setConcurrency(one % 2 === 0 ? 'queue' : 'drop'),
]

function withNode(store: FlowStore, at: number, act: (id: string) => void): void {
  const { nodes } = store.getState().document
  const node = nodes[at % Math.max(1, nodes.length)]
  if (node) act(node.id)
}

function withEdge(store: FlowStore, at: number, act: (id: string) => void): void {
  const { edges } = store.getState().document
  const edge = edges[at % Math.max(1, edges.length)]
  if (edge) act(edge.id)
}

function withNote(store: FlowStore, at: number, act: (id: string) => void): void {
  const { notes } = store.getState().document
  const note = notes[at % Math.max(1, notes.length)]
  if (note) act(note.id)
}

function withGroup(store: FlowStore, at: number, act: (id: string) => void): void {
  const { groups } = store.getState().document
  const group = groups[at % Math.max(1, groups.length)]
  if (group) act(group.id)
}

function chosen(store: FlowStore, at: number, many: number): string[] {
  const { nodes } = store.getState().document
  return nodes.length === 0 ? [] : [...new Set(Array.from({ length: many }, (_, index) => nodes[(at + index) % nodes.length]?.id ?? ''))]
}

it('conformance 16: a thousand gestures are undone to the beginning and done again to the end', { timeout: 60_000 }, () => {
  vi.useFakeTimers({ now: 0 })
  const gesture = fc.tuple(fc.nat(gestures.length - 1), fc.nat(5_000), fc.nat(5_000), fc.nat(3_000))
  fc.assert(
    fc.property(fc.array(gesture, { minLength: 1_000, maxLength: 1_000 }), (steps) => {
      const store = createFlowStore(flow, 1)
      const states = [flow]
      for (const [which, one, other, pauseMs] of steps) {
        vi.advanceTimersByTime(pauseMs)
        // A flow that grows for ever tests slowness, not undo.
        if (store.getState().document.nodes.length > 80) store.getState().remove(store.getState().document.nodes.slice(40).map((node) => node.id), [])
        gestures[which]?.(store, one, other)
        const { nodes, groups } = store.getState().document
        states.push(store.getState().document)
        // No group is empty, shares a step, or names one that is gone.
        const grouped = groups.flatMap((group) => group.nodes)
        expect(groups.every((group) => group.nodes.length > 0) && new Set(grouped).size === grouped.length && grouped.every((id) => nodes.some((node) => node.id === id))).toBe(true)
      }
      const end = store.getState().document
      const seen = new Set(states)
      while (store.temporal.getState().pastStates.length > 0) {
        undo(store)
        const { document, selected } = store.getState()
        expect(selected.nodes.every((id) => document.nodes.some((node) => node.id === id)) && selected.notes.every((id) => document.notes.some((note) => note.id === id))).toBe(true)
      }
      expect(store.getState().document).toBe(flow)
      while (store.temporal.getState().futureStates.length > 0) redo(store)
      expect(store.getState().document).toBe(end)
      expect(seen.has(end)).toBe(true)
    }),
    { seed: 1, numRuns: 5 },
  )
})

it('too many steps at once are refused in words, and nothing is added', () => {
  const store = createFlowStore({ ...flow, nodes: Array.from({ length: 1_999 }, (_, index) => ({ id: `n${index}`, type: 'end', label: 'End', params: {}, position: { x: 0, y: index } })), edges: [] }, 1)
  expect(() => store.getState().addAll({ nodes: flow.nodes, edges: [], notes: [], groups: [] })).toThrow(/at most 2,000 steps/)
  expect(store.getState().document.nodes).toHaveLength(1_999)
})
