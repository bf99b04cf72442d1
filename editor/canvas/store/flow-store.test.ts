import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noteKey } from '../canvas-key'
import { createFlowStore, type FlowStore } from './flow-store'

const document: FlowDocument = {
  format: 'watertight.flow', formatVersion: currentFormat, name: 'Test', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
  nodes: [
    { id: 'start', type: 'event-trigger', label: 'Start', params: {}, position: { x: 0, y: 0 } },
    { id: 'odd', type: 'from-elsewhere', label: 'Odd', params: { keep: { me: true } }, position: { x: 0, y: 100 } },
  ],
  edges: [{ id: 'e', from: { node: 'start', outlet: 'next' }, to: { node: 'odd' } }],
}

let store: FlowStore
const undo = () => store.temporal.getState().undo()
const now = () => store.getState().document

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  store = createFlowStore(document, 1)
})

describe('the store of an open flow', () => {
  it('adds a step after a way out, and replaces the line that left by it', () => {
    const id = store.getState().add('wait', { x: 0, y: 0 }, { from: { node: 'start', outlet: 'next' } })
    expect(now().edges).toMatchObject([{ from: { node: 'start', outlet: 'next' }, to: { node: id } }])
    expect(store.getState().selected.nodes).toEqual([id])
  })

  it('puts a step into a line, and takes both changes back at once', () => {
    const id = store.getState().add('wait', { x: 0, y: 0 }, { edge: 'e' })
    expect(now().edges.map((edge) => [edge.from.node, edge.to.node])).toEqual([['start', id], [id, 'odd']])
    undo()
    expect(now()).toBe(document)
  })

  it('takes typing in one place back as one step', () => {
    for (const label of ['S', 'So', 'Soo', 'Soon']) {
      vi.advanceTimersByTime(200)
      store.getState().setLabel('start', label)
    }
    undo()
    expect(now().nodes[0]?.label).toBe('Start')
  })

  it('takes the same name once more for no change', () => {
    store.getState().rename('Test')
    expect(now()).toBe(document)
  })

  it('begins a new step of undo after a pause, and in another place', () => {
    store.getState().setLabel('start', 'One')
    vi.advanceTimersByTime(5_000)
    store.getState().setLabel('start', 'Two')
    store.getState().setLabel('odd', 'Three')
    undo()
    expect(now().nodes.map((node) => node.label)).toEqual(['Two', 'Odd'])
    undo()
    expect(now().nodes[0]?.label).toBe('One')
  })

  it('does not count choosing, dragging and saving as steps of undo', () => {
    store.getState().select(['start'])
    store.getState().drag(new Map([['start', { x: 5, y: 5 }]]))
    store.getState().setSave({ kind: 'saving' })
    expect(store.temporal.getState().pastStates).toHaveLength(0)
  })

  it('moves a card once when it is let go, and not at all when it ends where it began', () => {
    store.getState().drag(new Map([['start', { x: 10, y: 0 }]]))
    store.getState().drag(new Map([['start', { x: 40, y: 20 }]]))
    store.getState().drop()
    expect(now().nodes[0]?.position).toEqual({ x: 40, y: 20 })
    expect(store.temporal.getState().pastStates).toHaveLength(1)
    const before = now()
    store.getState().drag(new Map([['start', { x: 40, y: 20 }]]))
    store.getState().drop()
    expect(now()).toBe(before)
  })

  it('removes a step with its lines, and brings both back', () => {
    store.getState().remove(['start'], [])
    expect(now()).toMatchObject({ nodes: [{ id: 'odd' }], edges: [] })
    undo()
    expect(now()).toBe(document)
  })

  it('writes a note in one stroke, moves and resizes it in one step, and takes each back', () => {
    const id = store.getState().addNote({ x: 10, y: 20 })
    expect(store.getState()).toMatchObject({ selected: { nodes: [], notes: [id] }, writing: { kind: 'note', id } })
    for (const text of ['A', 'Ag', 'Agr']) store.getState().setNote(id, { text })
    store.getState().drag(new Map([[noteKey(id), { x: 50, y: 60 }]]))
    store.getState().resize(new Map([[noteKey(id), { width: 300, height: 150 }]]))
    store.getState().drop()
    expect(now().notes).toMatchObject([{ text: 'Agr', position: { x: 50, y: 60 }, size: { width: 300, height: 150 } }])
    undo()
    expect(now().notes).toMatchObject([{ text: 'Agr', position: { x: 10, y: 20 } }])
    undo()
    expect(now().notes).toMatchObject([{ text: '' }])
    undo()
    expect(now()).toBe(document)
  })

  it('groups steps; a step that joins another group or is removed leaves its own, and the last takes the group with it', () => {
    const first = store.getState().group(['start', 'odd'], 'Both')
    const second = store.getState().group(['odd'], 'One')
    expect(now().groups.map(({ id, nodes }) => [id, nodes])).toEqual([[first, ['start']], [second, ['odd']]])
    store.getState().remove(['start'], [])
    expect(now().groups.map(({ id }) => id)).toEqual([second])
    store.getState().ungroup([second])
    expect(now()).toMatchObject({ groups: [], nodes: [{ id: 'odd' }] })
  })

  it('has room for 200 notes and says so', () => {
    for (let count = 0; count < 200; count += 1) store.getState().addNote({ x: 0, y: 0 })
    expect(() => store.getState().addNote({ x: 0, y: 0 })).toThrow(/at most 200 notes/)
    expect(now().notes).toHaveLength(200)
  })

  it('loses nothing of a step of an unknown kind when something else changes', () => {
    store.getState().setLabel('start', 'Other')
    store.getState().place(new Map([['odd', { x: 1, y: 1 }]]))
    expect(now().nodes[1]).toEqual({ ...document.nodes[1], position: { x: 1, y: 1 } })
  })

  it('applies a fix that joins an open way out to a new end', () => {
    store.getState().applyFix({ kind: 'connect', from: { node: 'start', outlet: 'next' }, toType: 'end', words: '' })
    const end = now().nodes.find((node) => node.type === 'end')
    expect(now().edges).toMatchObject([{ to: { node: end?.id } }])
  })
})
