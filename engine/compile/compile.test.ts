import { describe, expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import { currentFormat, type FlowDocument } from '../graph/flow'
import { engineNumber } from '../plan'
import { compile } from './compile'

function flow(nodes: [id: string, type: string, params?: Record<string, unknown>][], edges: [from: string, outlet: string, to: string][]): FlowDocument {
  return {
    format: 'watertight.flow', formatVersion: currentFormat, name: 'Test', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
    nodes: nodes.map(([id, type, params = {}]) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })),
    edges: edges.map(([from, outlet, to], index) => ({ id: `e${index}`, from: { node: from, outlet }, to: { node: to } })),
  }
}

const codes = (document: FlowDocument, references?: Parameters<typeof compile>[2]) => compile(document, library, references).diagnostics.map((each) => each.code)
const start: [string, string] = ['in', 'event-trigger']
const stop: [string, string] = ['stop', 'end']

describe('the compiler as a leak detector', () => {
  it('makes a small control plan of a sound flow', () => {
    const { plan, diagnostics, startsOn } = compile(flow([start, ['nap', 'wait'], stop], [['in', 'next', 'nap'], ['nap', 'done', 'stop']]), library)
    expect(diagnostics).toEqual([])
    expect(startsOn).toEqual([{ on: 'event', event: 'lead.received' }])
    expect(plan).toEqual({ engine: engineNumber, entry: 'nap', steps: { nap: { op: 'sleep', type: 'wait', outlet: 'done', ways: { done: 'stop' } }, stop: { op: 'end', reason: 'completed', ways: {} } } })
  })

  it.each<[string, FlowDocument, string[]]>([
    ['nothing starts it', flow([stop], []), ['no-trigger']],
    ['two triggers', flow([start, ['in2', 'event-trigger'], stop], [['in', 'next', 'stop'], ['in2', 'next', 'stop']]), ['two-triggers']],
    ['an open way out, with the way there and a fix', flow([start, ['ask', 'branch', { condition: { combinator: 'and', rules: [{ field: 'lead.amount', operator: '>', value: 1 }] } }], stop], [['in', 'next', 'ask'], ['ask', 'yes', 'stop']]), ['open-outlet']],
    ['a step that no way leads to', flow([start, stop, ['lost', 'wait']], [['in', 'next', 'stop'], ['lost', 'done', 'stop']]), ['unreachable']],
    ['a way back into the trigger', flow([start, ['nap', 'wait']], [['in', 'next', 'nap'], ['nap', 'done', 'in']]), ['edge-into-trigger']],
    ['two lines from one way out', flow([start, stop, ['stop2', 'end']], [['in', 'next', 'stop'], ['in', 'next', 'stop2']]), ['two-ways-from-outlet']],
    ['a way out that the step does not have', flow([start, ['nap', 'wait'], stop], [['in', 'next', 'nap'], ['nap', 'done', 'stop'], ['nap', 'maybe', 'stop']]), ['unknown-outlet']],
    ['a loop that takes no time', flow([start, ['a', 'set'], ['b', 'set']], [['in', 'next', 'a'], ['a', 'next', 'b'], ['b', 'next', 'a']]), ['endless-loop']],
    ['a text that names a field that is not there', flow([start, ['job', 'work-item', { title: '{{ lead.nmae }}' }], stop], [['in', 'next', 'job'], ['job', 'created', 'stop']]), ['bad-text']],
  ])('%s', (_name, document, wanted) => {
    expect(codes(document)).toEqual(wanted)
    expect(compile(document, library).plan).toBeUndefined()
  })

  it('lets a loop pass that waits, and not the one that an answer given before sends round at once', () => {
    const loop = (back: string) =>
      flow(
        [start, ['hold', 'await-ack'], stop],
        [['in', 'next', 'hold'], ...['timedOut', 'passedOn', 'acknowledged'].map((outlet): [string, string, string] => ['hold', outlet, outlet === back ? 'hold' : 'stop'])],
      )
    expect(codes(loop('timedOut'))).toEqual([])
    expect(codes(loop('acknowledged'))).toEqual(['endless-loop'])
  })

  it('gives a counter-example path and a fix', () => {
    const [found] = compile(flow([start, ['nap', 'wait']], [['in', 'next', 'nap']]), library).diagnostics
    expect(found).toMatchObject({ path: ['in', 'nap'], fix: { kind: 'connect', from: { node: 'nap', outlet: 'done' }, toType: 'end' } })
  })

  it('asks for teams, queues with watchers and rotas that exist', () => {
    const document = flow(
      [start, ['pick', 'route', { team: 'gone' }], ['line', 'queue', { queue: 'q' }], stop],
      [['in', 'next', 'pick'], ['pick', 'assigned', 'stop'], ['pick', 'nobody', 'line'], ['line', 'queued', 'stop']],
    )
    expect(codes(document, { teams: [], queues: [{ id: 'q', watchers: 0 }], rotas: [] })).toEqual(['missing-reference', 'queue-without-watcher'])
  })

  it('AF8: refuses a rota that is gone or that has nobody, and warns of a hole with its times by the rota’s clocks', () => {
    const document = flow([start, ['call', 'on-call', { rota: 'r' }], stop], [['in', 'next', 'call'], ['call', 'assigned', 'stop'], ['call', 'nobody', 'stop']])
    const of = (hole: { from: number | null; to: number | null } | null) => compile(document, library, { teams: [], queues: [], rotas: [{ id: 'r', zone: 'Europe/Berlin', hole }] }).diagnostics
    const from = Date.parse('2026-12-24T17:00Z')
    expect(codes(document, { teams: [], queues: [], rotas: [] })).toEqual(['missing-reference'])
    expect(of(null)).toEqual([])
    expect(of({ from: null, to: null })).toMatchObject([{ code: 'rota-without-people', severity: 'error', nodeId: 'call', param: 'rota' }])
    expect(of({ from, to: from + 3_600_000 })).toMatchObject([{ code: 'rota-hole', severity: 'warning', message: expect.stringMatching(/^“call”: nobody is on duty from Thu,? 24 Dec,? 18:00 \(Berlin\) to Thu,? 24 Dec,? 19:00 \(Berlin\)\. A lead then goes to the managers above\./) }])
    expect(of({ from: null, to: from })[0]?.message).toMatch(/on duty until Thu,? 24 Dec/)
    expect(of({ from, to: null })[0]?.message).toContain('18:00 (Berlin) on. A lead')
  })

  it('takes a flow of 2,000 steps without recursion', () => {
    const ids = Array.from({ length: 1_998 }, (_, index) => `s${index}`)
    const document = flow([start, ...ids.map((id): [string, string] => [id, 'wait']), stop], [['in', 'next', 's0'], ...ids.map((id, index): [string, string, string] => [id, 'done', ids[index + 1] ?? 'stop'])])
    expect(codes(document)).toEqual([])
  })
})
