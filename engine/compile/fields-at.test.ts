import { library } from '#nodes/definitions'
import { describe, expect, it } from 'vitest'
import type { FlowDocument } from '../graph/flow'
import { fieldsAt } from './fields-at'

type Line = [from: string, outlet: string, to: string]

function flowOf(nodes: Record<string, [type: string, params?: Record<string, unknown>]>, lines: Line[]): FlowDocument {
  return {
    nodes: Object.entries(nodes).map(([id, [type, params = {}]]) => ({ id, type, label: `Step ${id}`, params, position: { x: 0, y: 0 } })),
    edges: lines.map(([node, outlet, to], index) => ({ id: `e${index}`, from: { node, outlet }, to: { node: to } })),
  } as FlowDocument
}

const remember = (name: string): [string, Record<string, unknown>] => ['set', { values: [{ name, value: '1' }] }]
const own = (flow: FlowDocument, at: string) => fieldsAt(flow, library, at).filter((field) => field.origin !== 'record')
const paths = (flow: FlowDocument, at: string) => own(flow, at).map(({ path, isSure }) => `${path}${isSure ? '' : '?'}`)

describe('the fields that exist at a step', () => {
  const flow = flowOf(
    { start: ['event-trigger'], ask: ['branch'], big: remember('size'), call: ['http-request'], meet: ['branch'], late: remember('later') },
    [['start', 'next', 'ask'], ['ask', 'yes', 'big'], ['ask', 'no', 'call'], ['big', 'next', 'meet'], ['call', 'done', 'meet'], ['meet', 'yes', 'late']],
  )

  it('are those of the record, everywhere', () => {
    expect(fieldsAt(flow, library, 'ask').map((field) => field.path)).toContain('lead.amount')
    expect(own(flow, 'ask')).toEqual([])
  })

  it('are what steps on every way before it left, and, marked, what only some ways pass', () => {
    expect(paths(flow, 'meet').toSorted()).toEqual(['outputs.call.body?', 'outputs.call.status?', 'vars.size?'])
    expect(paths(flow, 'late').toSorted()).toEqual(['outputs.call.body?', 'outputs.call.status?', 'vars.size?'])
    const straight = flowOf({ start: ['event-trigger'], call: ['http-request'], end: ['end'] }, [['start', 'next', 'call'], ['call', 'done', 'end']])
    expect(paths(straight, 'end')).toEqual(['outputs.call.status', 'outputs.call.body'])
  })

  it('are not what comes later, nor what the step itself leaves, unless a way leads back', () => {
    expect(paths(flow, 'big')).toEqual([])
    const round = flowOf({ start: ['event-trigger'], call: ['http-request'], wait: ['wait'] }, [['start', 'next', 'call'], ['call', 'failed', 'wait'], ['wait', 'done', 'call']])
    expect(paths(round, 'call')).toEqual(['outputs.call.status?', 'outputs.call.body?'])
  })

  it('are those of the round only within a loop', () => {
    const loop = flowOf({ start: ['event-trigger'], each: ['for-each'], note: ['add-note'], after: ['add-note'] }, [['start', 'next', 'each'], ['each', 'each', 'note'], ['note', 'added', 'each'], ['each', 'done', 'after']])
    expect(paths(loop, 'note')).toEqual(['item.value', 'item.name', 'item.number'])
    expect(paths(loop, 'after')).toEqual([])
  })

  it('are the words of a message only in a message', () => {
    const message = flowOf({ start: ['event-trigger'], tell: ['notify'] }, [['start', 'next', 'tell']])
    expect(own(message, 'tell').map((field) => field.path)).toContain('recipient.firstName')
  })

  it('a value that two ways remember is one field, and sure once one of them is', () => {
    const twice = flowOf({ start: ['event-trigger'], a: remember('x'), ask: ['branch'], b: remember('x'), end: ['end'] }, [['start', 'next', 'a'], ['a', 'next', 'ask'], ['ask', 'yes', 'b'], ['ask', 'no', 'end'], ['b', 'next', 'end']])
    expect(paths(twice, 'end')).toEqual(['vars.x'])
  })

  it('leaves out steps that are not sound instead of failing', () => {
    const broken = flowOf({ start: ['event-trigger'], what: ['not-installed'], set: ['set', { values: 7 }], end: ['end'] }, [['start', 'next', 'what'], ['what', 'x', 'set'], ['set', 'next', 'end']])
    expect(paths(broken, 'end')).toEqual([])
    expect(fieldsAt(broken, library, 'gone').length).toBeGreaterThan(10)
  })
})
