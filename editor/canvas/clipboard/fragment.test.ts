import { describe, expect, it } from 'vitest'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { cutOut, readFragment, renewed, writeFragment } from './fragment'

const flow = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
const read = (text: string) => {
  const found = readFragment(text)
  if (!found.ok) throw new Error(found.words)
  return found.fragment
}
const wordsOf = (text: string) => {
  const found = readFragment(text)
  return found.ok ? '' : found.words
}

describe('steps on the clipboard', () => {
  it('take along the lines between them, and no others', () => {
    const two = flow.edges[0]
    if (!two) throw new Error('the template has no lines')
    const { nodes, edges } = cutOut(flow, { nodes: [two.from.node, two.to.node], notes: [] })
    expect(nodes.map((node) => node.id).sort()).toEqual([two.from.node, two.to.node].sort())
    expect(edges.every((edge) => [two.from.node, two.to.node].includes(edge.from.node) && [two.from.node, two.to.node].includes(edge.to.node))).toBe(true)
    expect(edges).toContainEqual(two)
  })

  it('of a part of a group leave the group behind', () => {
    const [one, other] = flow.nodes.map(({ id }) => id)
    const grouped = { ...flow, groups: [{ id: 'g', name: 'Two', nodes: [one ?? '', other ?? ''], collapsed: false }] }
    expect(cutOut(grouped, { nodes: [one ?? ''], notes: [] }).groups).toEqual([])
  })

  it('may be a note alone, and steps of a form without notes', () => {
    const note = { id: 'n', text: 'Alone', position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'yellow' as const }
    expect(read(writeFragment({ nodes: [], edges: [], notes: [note], groups: [] })).notes).toEqual([note])
    expect(read(JSON.stringify({ format: 'watertight.steps', formatVersion: 3, nodes: flow.nodes, edges: [] }))).toMatchObject({ notes: [], groups: [] })
  })

  it('come back from their text as they were', () => {
    const notes = [{ id: 'n', text: 'Agreed', position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'blue' as const }]
    const groups = [{ id: 'g', name: 'All', nodes: flow.nodes.map((node) => node.id), collapsed: true }]
    const fragment = cutOut({ ...flow, notes, groups }, { nodes: flow.nodes.map((node) => node.id), notes: ['n'] })
    expect(fragment).toMatchObject({ notes, groups })
    expect(read(writeFragment(fragment))).toEqual(fragment)
  })

  it('may be the text of a whole exported flow', () => {
    expect(read(JSON.stringify(flow)).nodes).toHaveLength(flow.nodes.length)
  })

  it('of an unknown kind keep all that is in them', () => {
    const odd = { id: 'odd', type: 'from-elsewhere', label: 'Odd', params: { keep: { me: [1, null] } }, position: { x: 0, y: 0 } }
    expect(read(writeFragment({ nodes: [odd], edges: [], notes: [], groups: [] })).nodes).toEqual([odd])
  })

  it('get ids of their own, joined as before, and name each other’s outputs by them', () => {
    const nodes = [
      { id: 'ask-it', type: 'http-request', label: 'Ask', params: {}, position: { x: 0, y: 0 } },
      { id: 'say', type: 'notify', label: 'Say', params: { text: '{{ outputs.ask-it.body.name }} {{ outputs["ask-it"].status }} {{ outputs.other.x }}', to: ['{{outputs.ask-it.a}}'] }, position: { x: 0, y: 100 } },
    ]
    const made = renewed({ nodes, edges: [{ id: 'e', from: { node: 'ask-it', outlet: 'done' }, to: { node: 'say' } }], notes: [{ id: 'n', text: 'Why', position: { x: 1, y: 2 }, size: { width: 200, height: 100 }, colour: 'grey' }], groups: [{ id: 'g', name: 'Both', nodes: ['ask-it', 'say'], collapsed: true }] }, { x: 40, y: 10 })
    const [ask, say] = made.nodes
    expect([ask?.id, say?.id]).not.toContain('ask-it')
    expect(made.edges).toMatchObject([{ from: { node: ask?.id, outlet: 'done' }, to: { node: say?.id } }])
    expect(made.edges[0]?.id).not.toBe('e')
    expect(say?.params).toEqual({ text: `{{ outputs.${ask?.id}.body.name }} {{ outputs["${ask?.id}"].status }} {{ outputs.other.x }}`, to: [`{{outputs.${ask?.id}.a}}`] })
    expect(say?.position).toEqual({ x: 40, y: 110 })
    expect(made.groups).toEqual([{ id: expect.not.stringMatching(/^g$/), name: 'Both', nodes: [ask?.id, say?.id], collapsed: true }])
    expect(made.notes).toMatchObject([{ id: expect.not.stringMatching(/^n$/), text: 'Why', position: { x: 41, y: 12 } }])
  })

  it('are refused in words where there are none, or they do not fit', () => {
    expect(wordsOf('hello')).toMatch(/holds no steps/)
    expect(wordsOf('{"format":"something.else"}')).toMatch(/holds no steps/)
    expect(wordsOf('null')).toMatch(/holds no steps/)
    expect(wordsOf(writeFragment({ nodes: [], edges: [], notes: [], groups: [] }))).toMatch(/holds no steps/)
    expect(wordsOf(JSON.stringify({ format: 'watertight.steps', formatVersion: 99, nodes: [], edges: [] }))).toMatch(/newer Watertight/)
    expect(wordsOf(JSON.stringify({ format: 'watertight.steps', formatVersion: 3, nodes: [{ id: 'a b' }], edges: [] }))).toMatch(/cannot be pasted\. nodes\.0/)
    expect(wordsOf('x'.repeat(2_000_001))).toMatch(/2\.0 MB/)
  })
})
