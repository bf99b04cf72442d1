import type { FlowDocument } from '#engine/graph/flow'
import { describe, expect, it } from 'vitest'
import type { RunDetail, RunStep } from '../api/types'
import { viewNodes } from '../canvas/project-flow'
import { projectRun } from './project-run'

const node = (id: string, type: string, params: Record<string, unknown> = {}) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })
const edge = (from: string, outlet: string, to: string) => ({ id: `${from}-${outlet}`, from: { node: from, outlet }, to: { node: to } })
const document: FlowDocument = {
  format: 'watertight.flow', formatVersion: 3, name: 'Test', failurePoint: '', concurrency: 'allow',
  nodes: [node('start', 'event-trigger'), node('pick', 'route'), node('wait', 'await-ack'), node('has', 'end'), node('nobody', 'end')],
  edges: [edge('start', 'next', 'pick'), edge('pick', 'assigned', 'wait'), edge('pick', 'nobody', 'nobody'), edge('wait', 'timedOut', 'pick'), edge('wait', 'acknowledged', 'has')],
}
const views = viewNodes(document, { of: (_kind, id) => id })
const step = (nodeId: string, over: Partial<RunStep> = {}): RunStep => ({
  nodeId, visit: 1, state: 'done', outlet: null, startedAt: 0, endedAt: 1, dueAt: null, late: false, reason: null, output: null, error: null, effects: [], ...over,
})
type Run = Pick<RunDetail, 'document' | 'steps' | 'state' | 'failure' | 'endReason' | 'endedAt'>
const project = (steps: RunStep[], over: Partial<Run> = {}) => projectRun({ document, steps, state: 'waiting', failure: null, endReason: null, endedAt: null, ...over }, views)
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
