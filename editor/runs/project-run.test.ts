import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { describe, expect, it } from 'vitest'
import type { RunDetail, RunStep } from '../api/types'
import { viewNodes } from '../canvas/project-flow'
import { projectRun } from './project-run'

const node = (id: string, type: string, params: Record<string, unknown> = {}) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })
const edge = (from: string, outlet: string, to: string) => ({ id: `${from}-${outlet}`, from: { node: from, outlet }, to: { node: to } })
const document: FlowDocument = {
  format: 'watertight.flow', formatVersion: currentFormat, name: 'Test', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
  nodes: [node('start', 'event-trigger'), node('pick', 'route'), node('wait', 'await-ack'), node('has', 'end'), node('nobody', 'end')],
  edges: [edge('start', 'next', 'pick'), edge('pick', 'assigned', 'wait'), edge('pick', 'nobody', 'nobody'), edge('wait', 'timedOut', 'pick'), edge('wait', 'acknowledged', 'has')],
}
const views = viewNodes(document, { of: (_kind, id) => id })
const step = (nodeId: string, over: Partial<RunStep> = {}): RunStep => ({
  nodeId, visit: 1, attempt: 1, round: null, state: 'done', outlet: null, startedAt: 0, endedAt: 1, dueAt: null, late: false, reason: null, output: null, error: null, effects: [], ...over,
})
type Run = Pick<RunDetail, 'document' | 'steps' | 'state' | 'hold' | 'failure' | 'endReason' | 'endedAt' | 'now'>
const project = (steps: RunStep[], over: Partial<Run> = {}) => projectRun({ document, steps, state: 'waiting', hold: null, failure: null, endReason: null, endedAt: null, now: 0, ...over }, views)
const statesOf = (run: ReturnType<typeof projectRun>) => Object.fromEntries([...run.looks].map(([id, look]) => [id, look.state]))

describe('a run on its flow', () => {
  it('shows the way taken, where it stands, and what it did not reach', () => {
    const run = project([step('pick', { outlet: 'assigned' }), step('wait', { state: 'waiting', endedAt: null, dueAt: 900 })])
    expect(statesOf(run)).toEqual({ start: 'taken', pick: 'taken', wait: 'now', has: 'not-reached', nobody: 'not-reached' })
    expect([...run.edges.keys()]).toEqual(['start-next', 'pick-assigned'])
    expect(run.looks.get('wait')?.dueAt).toBe(900)
    expect(run.standsAt).toBe('wait')
  })

  it('counts visits of steps and of lines in a loop', () => {
    const run = project([
      step('pick', { outlet: 'assigned' }), step('wait', { outlet: 'timedOut' }), step('pick', { visit: 2, outlet: 'assigned' }), step('wait', { visit: 2, state: 'waiting', endedAt: null }),
    ])
    expect(run.looks.get('pick')?.visits).toBe(2)
    expect(run.edges.get('pick-assigned')).toBe(2)
    expect(run.edges.get('wait-timedOut')).toBe(1)
  })

  it('marks the end that was reached, which has no step of its own', () => {
    const run = project([step('pick', { outlet: 'assigned' }), step('wait', { outlet: 'acknowledged' })], { state: 'done', endReason: 'accepted', endedAt: 5 })
    expect(statesOf(run)).toMatchObject({ has: 'taken', nobody: 'not-reached' })
  })

  it('says a failure in words at the step that failed', () => {
    const run = project([step('pick', { state: 'failed' })], { state: 'failed', endedAt: 5, failure: { nodeId: 'pick', code: 'no-team', message: 'The team is gone.' } })
    expect(run.looks.get('pick')).toMatchObject({ state: 'failed', sentence: 'The team is gone.' })
    expect(run.standsAt).toBe('pick')
  })

  it('says who was picked, and ahead of whom', () => {
    const parts = { capacity: 1, skill: 1, performance: 1, availability: 1 }
    const rep = (name: string, score: number) => ({ id: name, name, score, parts, load: 0, capacity: 1 })
    const run = project([step('pick', { outlet: 'assigned', reason: { ranked: [rep('Aylin', 0.83), rep('Tom', 0.7)], passedOver: [] } })])
    expect(run.looks.get('pick')?.sentence).toBe('Aylin, score 0.83, ahead of Tom')
  })

  it('shows a run that has not begun yet', () => {
    expect(project([], { state: 'starting' }).edges.size).toBe(0)
  })
})

describe('a run in several branches and rounds', () => {
  const many: FlowDocument = {
    ...document,
    nodes: [node('start', 'event-trigger'), node('both', 'fork'), node('ask', 'await-ack'), node('list', 'for-each'), node('note', 'add-note'), node('nap', 'wait'), node('sorry', 'end')],
    edges: [
      edge('start', 'next', 'both'), edge('both', 'a', 'ask'), edge('both', 'b', 'list'), edge('list', 'each', 'note'), edge('note', 'next', 'nap'), edge('note', 'error', 'sorry'), edge('nap', 'done', 'list'), edge('list', 'done', 'sorry'),
    ],
  }
  const views = viewNodes(many, { of: (_kind, id) => id })
  const project = (steps: RunStep[], over: Partial<Run> = {}) =>
    projectRun({ document: many, steps, state: 'waiting', hold: null, failure: null, endReason: null, endedAt: null, now: 0, ...over }, views)
  const open = { endedAt: null, state: 'waiting' } as const
  const going = [
    step('both', { outlet: '*' }), step('ask', { ...open, dueAt: 900 }), step('list', { ...open, state: 'running', round: { begun: 3, of: 10, isLeft: false } }),
    step('note', { outlet: 'next' }), step('note', { visit: 2, state: 'failed', error: { code: 'x', message: 'No.' } }), step('nap', { visit: 3, ...open, dueAt: 700 }),
  ]

  it('stands at all its places at once, and is followed within the round', () => {
    const run = project(going)
    expect(statesOf(run)).toEqual({ start: 'taken', both: 'taken', ask: 'now', list: 'now', note: 'failed', nap: 'now', sorry: 'not-reached' })
    expect(run.looks.get('list')?.sentence).toBe('Round 3 of 10')
    expect(run.standsAt).toBe('nap')
  })

  it('takes all ways of a fork, a way for each round, and the way of a failure', () => {
    expect(Object.fromEntries(project(going).edges)).toEqual({ 'start-next': 1, 'both-a': 1, 'both-b': 1, 'list-each': 3, 'note-next': 1, 'note-error': 1 })
  })

  it('says when several branches stand at one step, and until when the first of them', () => {
    const run = project([step('nap', { ...open, dueAt: 700 }), step('nap', { visit: 2, ...open, dueAt: 500 }), step('nap', { visit: 3 })])
    expect(run.looks.get('nap')).toEqual({ state: 'now', sentence: '2 branches stand here', visits: 3, dueAt: 500 })
  })

  it('neither ticks nor lights a step that was left out', () => {
    const run = project([step('both', { outlet: '*' }), step('ask', { state: 'dropped', endedAt: 5 }), step('nap', open)])
    expect(run.looks.get('ask')).toMatchObject({ state: 'not-reached', sentence: 'Left out: the other branches were enough' })
  })

  it('shows a stopped run where it stood', () => {
    const stopped = going.map((each) => (each.endedAt === null ? { ...each, state: 'dropped' as const, endedAt: 9 } : each))
    const run = project(stopped, { state: 'done', endReason: 'cancelled', endedAt: 9 })
    expect([...run.looks.values()].some((look) => look.state === 'now')).toBe(false)
    expect(run.looks.get('list')?.sentence).toBe('Round 3 of 10 when it was stopped')
    expect(run.standsAt).toBe('nap')
  })

  it('does not stand at rounds that it left', () => {
    const run = project([step('list', { ...open, state: 'running', round: { begun: 3, of: 10, isLeft: true } }), step('ask', open)])
    expect(run.looks.get('list')).toMatchObject({ state: 'taken', sentence: 'Left in round 3 of 10' })
    expect(run.standsAt).toBe('ask')
  })

  it('lights a step that waits for its kind to be installed', () => {
    const run = project([step('note', { state: 'held', endedAt: null, reason: { missing: 'add-note' } })])
    expect(run.looks.get('note')).toMatchObject({ state: 'now', sentence: 'Waits until the kind of step “add-note” is installed' })
  })
})
