import { describe, expect, it } from 'vitest'
import type { Plan } from '#engine/plan'
import { countRounds, type VisitedStep } from './count-rounds'

const call = (ways: Record<string, string>, loop?: string) => ({ op: 'branch' as const, type: 'branch', ways, ...(loop && { loop }) })
/** For each: ask, then note; ask may lead out. Around it, three times. */
const plan: Plan = {
  engine: 2, entry: 'outer',
  steps: {
    outer: { op: 'forEach', type: 'repeat', times: 3, ways: { each: 'list', done: 'done' } },
    list: { op: 'forEach', type: 'for-each', ways: { each: 'ask', done: 'outer' }, loop: 'outer' },
    ask: { ...call({ yes: 'note', out: 'after', stop: 'done' }, 'list'), error: 'list' },
    note: call({ next: 'list' }, 'list'),
    after: call({ next: 'outer' }, 'outer'),
    done: { op: 'end', reason: 'completed', ways: {} },
  },
}
const step = (nodeId: string, visit: number, at: number, over: Partial<VisitedStep> = {}): VisitedStep => ({ nodeId, visit, state: 'done', outlet: 'next', startedAt: at, endedAt: at, ...over })
const open = { state: 'running', outlet: null, endedAt: null }
const list = step('list', 1, 2, open)
const count = (steps: VisitedStep[], head = list, listed: number | undefined = 10) => countRounds(plan, head, [head, ...steps], listed)

describe('the rounds of a “for each”', () => {
  it('are as many as steps led back to it, and one more', () => {
    expect(count([])).toEqual({ begun: 1, of: 10, isLeft: false })
    expect(count([step('ask', 1, 3, { outlet: 'yes' }), step('note', 1, 4), step('ask', 2, 5, open)])).toEqual({ begun: 2, of: 10, isLeft: false })
  })

  it('begin anew after a failure that leads back', () => {
    expect(count([step('ask', 1, 3, { state: 'failed', outlet: null }), step('ask', 2, 4, open)])?.begun).toBe(2)
  })

  it('are those of this visit: what happened in one before or in the steps before it does not count', () => {
    expect(count([step('note', 1, 0), step('note', 2, 1), step('ask', 3, 3, open)])?.begun).toBe(1)
    const before = { ...list, startedAt: 0, endedAt: 1, state: 'done', outlet: 'done' }
    expect(count([step('note', 1, 3), step('note', 2, 4)], before)).toEqual({ begun: 10, of: 10, isLeft: false })
  })

  it('are those of their own list where one is within another', () => {
    const outer = step('outer', 1, 1, open)
    const steps = [step('list', 1, 2, { outlet: 'done', endedAt: 5 }), step('note', 1, 3), step('note', 2, 4), step('list', 2, 6, open), step('note', 3, 7)]
    expect(count(steps, outer, undefined)).toEqual({ begun: 2, of: 3, isLeft: false })
  })

  it('are never more than there are', () => {
    expect(count([step('note', 1, 3), step('note', 2, 4)], list, 2)).toEqual({ begun: 2, of: 2, isLeft: false })
    expect(count([], list, 0)).toEqual({ begun: 0, of: 0, isLeft: false })
  })

  it('are left when a step led out and nothing stands within', () => {
    expect(count([step('note', 1, 3), step('ask', 2, 4, { outlet: 'out' }), step('after', 1, 5, open)])).toEqual({ begun: 2, of: 10, isLeft: true })
    expect(count([step('ask', 1, 4, { outlet: 'out' }), step('note', 1, 5)])?.isLeft).toBe(false)
    expect(count([step('ask', 1, 4, { outlet: 'out' }), step('ask', 2, 5, open)])?.isLeft).toBe(false)
  })

  it('are not left by the end of a branch', () => {
    expect(count([step('ask', 1, 4, { outlet: 'stop' })])?.isLeft).toBe(false)
  })

  it('are unknown until the list is read, and of no other step', () => {
    expect(countRounds(plan, list, [list], undefined)).toBeUndefined()
    expect(countRounds(plan, step('ask', 1, 1), [], 3)).toBeUndefined()
  })
})
