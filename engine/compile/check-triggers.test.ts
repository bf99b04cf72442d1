import { describe, expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import type { FieldWrite } from '#nodes/sdk/define-node'
import { currentFormat, type FlowDocument } from '../graph/flow'
import { compile } from './compile'
import type { PublishedFlow, References } from './context'

type Step = [type: string, params: Record<string, unknown>]

/** A flow whose steps follow one another by “done”; the first is the trigger. */
function flow(trigger: Step, ...steps: Step[]): FlowDocument {
  const all: [string, Step][] = [['in', trigger], ...steps.map((step, index): [string, Step] => [`s${index}`, step]), ['stop', ['end', { reason: 'completed' }]]]
  const edges = all.slice(0, -1).flatMap(([from, [type, params]], index) => {
    const definition = library[type]
    const to = (all[index + 1] as [string, Step])[0]
    return (definition?.outlets(definition.params.parse(params)) ?? []).map((outlet, way) => ({ id: `e${index}-${way}`, from: { node: from, outlet: outlet.name }, to: { node: way === 0 ? to : 'stop' } }))
  })
  return {
    format: 'watertight.flow', formatVersion: currentFormat, name: 'Mine', failurePoint: '', concurrency: 'allow', notes: [], groups: [], edges,
    nodes: all.map(([id, [type, params]]) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })),
  }
}

const changed = (fields: string[] = [], rule?: { field: string; operator: string; value: unknown }): Step => ['record-changed-trigger', { fields, condition: { combinator: 'and', rules: rule ? [rule] : [] } }]
const sets = (field: string, value: string): Step => ['update-record', { changes: [{ field, value }] }]
const calls = (id: string): Step => ['sub-flow', { flow: id }]
const other = (id: string, field: string, writes: FieldWrite[], more: Partial<PublishedFlow> = {}): PublishedFlow => ({ id, name: id.toUpperCase(), triggers: [{ on: 'event', event: 'lead.updated', fields: [field] }], writes, calls: [], ...more })

function found(document: FlowDocument, flows: PublishedFlow[] = []) {
  const references: References = { teams: [], queues: [], rotas: [], sources: ['form'], flows, flowId: 'mine' }
  return compile(document, library, references).diagnostics.filter((each) => each.code === 'starts-itself' || each.code === 'calls-itself')
}
const severities = (...args: Parameters<typeof found>) => found(...args).map((each) => `${each.code} ${each.severity}`)

describe('flows that start themselves (conformance 11)', () => {
  it.each<[string, FlowDocument, string[]]>([
    ['sets what starts it', flow(changed(['lead.score']), sets('lead.score', '5')), ['starts-itself error']],
    ['sets what starts it, by an event trigger', flow(['event-trigger', { event: 'lead.updated' }], sets('lead.note', 'seen')), ['starts-itself error']],
    ['sets another field', flow(changed(['lead.score']), sets('lead.note', 'seen')), []],
    ['sets a value that fits the condition', flow(changed(['lead.score'], { field: 'lead.score', operator: '>', value: 3 }), sets('lead.score', '5')), ['starts-itself error']],
    ['sets a value that makes the condition false', flow(changed(['lead.score'], { field: 'lead.score', operator: '>', value: 9 }), sets('lead.score', '5')), []],
    ['sets a text of fields, and there is a condition', flow(changed(['lead.score'], { field: 'lead.score', operator: '>', value: 9 }), sets('lead.score', '{{ lead.amount }}')), ['starts-itself warning']],
    ['sets a text of fields, and there is none', flow(changed(['lead.score']), sets('lead.score', '{{ lead.amount }}')), ['starts-itself error']],
    ['has a condition on another field', flow(changed(['lead.score'], { field: 'lead.territory', operator: '=', value: 'west' }), sets('lead.score', '5')), ['starts-itself warning']],
    ['sets what the lead fits already when it begins to fit', flow(['record-changed-trigger', { condition: { combinator: 'and', rules: [{ field: 'lead.score', operator: '>', value: 3 }] }, when: 'begins' }], sets('lead.score', '5')), ['starts-itself warning']],
    ['starts on arriving leads only', flow(['event-trigger', {}], sets('lead.score', '5')), []],
    ['starts on what a source sends only', flow(['webhook-trigger', { source: 'form', event: 'lead.updated' }], sets('lead.score', '5')), []],
    ['starts when nothing follows', flow(['event-trigger', { event: 'lead.updated', starts: 'unless' }], sets('lead.score', '5')), ['starts-itself warning']],
  ])('%s', (_name, document, expected) => {
    expect(severities(document)).toEqual(expected)
  })

  it('names flows and fields of the shortest circle, and mends it by not starting on the last field', () => {
    const b = other('b', 'lead.score', [{ field: 'lead.note', value: 'x' }])
    const c = other('c', 'lead.note', [{ field: 'lead.territory' }])
    const [problem] = found(flow(changed(['lead.territory', 'lead.amount']), sets('lead.score', '5')), [b, c])
    expect(problem).toMatchObject({ code: 'starts-itself', severity: 'error', nodeId: 's0', fix: { kind: 'set-param', node: 'in', param: 'fields', value: ['lead.amount'] } })
    expect(problem?.message).toContain('“s0” sets “Score”, which starts “B”; “B” sets “Note”, which starts “C”; “C” sets “Territory”, which starts this flow again.')
  })

  it('takes a flow that it runs as its own', () => {
    const b: PublishedFlow = { id: 'b', name: 'B', triggers: [{ on: 'manual' }], writes: [{ field: 'lead.score', value: 5 }], calls: [] }
    expect(severities(flow(changed(['lead.score']), calls('b')), [b])).toEqual(['starts-itself error'])
  })

  it('does not take its own last version for another flow', () => {
    expect(severities(flow(changed(['lead.score']), sets('lead.note', 'x')), [other('mine', 'lead.note', [{ field: 'lead.score', value: 1 }])])).toEqual([])
  })

  it('two that go round without this one do not block it', () => {
    const flows = [other('b', 'lead.score', [{ field: 'lead.amount', value: 1 }]), other('c', 'lead.amount', [{ field: 'lead.score', value: 2 }])]
    expect(severities(flow(changed(['lead.note']), sets('lead.score', '5')), flows)).toEqual([])
  })
})

describe('flows that run themselves', () => {
  it('at once, or by another one', () => {
    const b: PublishedFlow = { id: 'b', name: 'B', triggers: [{ on: 'manual' }], writes: [], calls: ['mine'] }
    const [direct] = found(flow(['manual-trigger', {}], calls('mine')), [{ ...b, id: 'mine', calls: [] }])
    expect(direct).toMatchObject({ code: 'calls-itself', severity: 'error', nodeId: 's0', fix: { kind: 'remove-node', node: 's0' } })
    const [around] = found(flow(['manual-trigger', {}], calls('b')), [b])
    expect(around?.message).toContain('“s0” runs “B”; “B” runs this flow again.')
  })
})

it('a trigger names a source that is there', () => {
  const codes = (source: string) => compile(flow(['webhook-trigger', { source }]), library, { teams: [], queues: [], rotas: [], sources: ['form'] }).diagnostics.map((each) => each.code)
  expect([codes('form'), codes(''), codes('gone')]).toEqual([[], ['missing-reference'], ['missing-reference']])
})
