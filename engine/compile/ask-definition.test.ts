import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import { defineNode, type NodeDefinition } from '#nodes/sdk/define-node'
import { currentFormat, type FlowDocument } from '../graph/flow'
import { askDefinition } from './ask-definition'
import { compile } from './compile'

const sound = defineNode({
  type: 'odd', title: 'Odd', family: 'condition', icon: 'zap', description: 'Made by a test.',
  params: z.object({ note: z.string().default('') }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: () => '',
  lower: () => ({ op: 'branch' }),
}) as NodeDefinition
const boom = () => {
  throw new Error('boom')
}

describe('a definition whose functions throw', () => {
  it.each<[string, Partial<NodeDefinition>]>([
    ['outlets', { outlets: boom }],
    ['lower', { lower: boom }],
    ['bounds', { bounds: boom }],
    ['reads', { reads: boom }],
    ['writes', { writes: boom }],
    ['calls', { calls: boom }],
    ['startsOn', { startsOn: boom }],
    ['params', { params: z.object({}).refine(boom) as NodeDefinition['params'] }],
  ])('%s: the compiler names the node, and finds the other problems all the same', (_name, change) => {
    const node = (id: string, type: string) => ({ id, type, label: id, params: {}, position: { x: 0, y: 0 } })
    const flow: FlowDocument = {
      format: 'watertight.flow', formatVersion: currentFormat, name: 'Case', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
      nodes: [node('in', 'event-trigger'), node('odd', 'odd'), node('none', 'not-there')],
      edges: [{ id: 'e', from: { node: 'in', outlet: 'next' }, to: { node: 'odd' } }],
    }
    const { diagnostics, plan } = compile(flow, { ...library, odd: { ...sound, ...change } })
    expect(plan).toBeUndefined()
    expect(diagnostics).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'bad-node', nodeId: 'odd', message: expect.stringContaining('boom') }), expect.objectContaining({ code: 'unknown-node' })]))
  })

  it('gives the ways out of a sound one', () => {
    expect(askDefinition(sound, { note: '' })).toEqual({ outlets: [{ name: 'done', label: '', side: 'down' }] })
    expect(askDefinition({ ...sound, outlets: () => [{}] as never }, {})).toHaveProperty('problem')
  })
})
