import { describe, expect, it } from 'vitest'
import type { EffectState, RunDetail, RunStep } from '../api/types'
import { resumeWords, runStateWords, stopWords } from './run-words'

const hour = 3_600_000
const state = (over: Partial<Parameters<typeof runStateWords>[0]>) => runStateWords({ state: 'waiting', hold: null, endReason: null, ...over }, 100).words

describe('the state of a run', () => {
  it('says that it is held before it says where it stands', () => {
    expect(state({ hold: 'paused', dueAt: 50 })).toBe('Paused')
    expect(state({ hold: 'paused', state: 'queued' })).toBe('Paused')
    expect(state({ hold: 'cancelled' })).toBe('Being stopped')
    expect(state({ state: 'queued' })).toBe('Waits its turn')
    expect(state({ dueAt: 50 })).toBe('Late')
  })

  it('says how it ended, whatever held it before', () => {
    expect(state({ state: 'done', hold: 'cancelled', endReason: 'cancelled' })).toBe('Stopped')
    expect(state({ state: 'done', endReason: 'superseded' })).toBe('Replaced by a newer run')
    expect(state({ state: 'failed', hold: 'cancelled' })).toBe('Failed')
  })
})

const step = (over: Partial<RunStep>): RunStep => ({
  nodeId: 'a', visit: 1, attempt: 1, round: null, state: 'waiting', outlet: null, startedAt: 0, endedAt: null, dueAt: null, late: false, reason: null, output: null, error: null, effects: [], ...over,
})
const effect = (is: EffectState) => ({ item: is, channel: 'email', recipient: { id: 'r', name: 'R' }, state: is, attempt: 1, reason: null, at: 0 })

describe('what is asked before', () => {
  const stop = (steps: RunStep[], over: Partial<Pick<RunDetail, 'owner' | 'subject' | 'children'>> = {}) => stopWords({ steps, owner: null, children: [], subject: { type: 'lead', id: 'l', name: 'Zoë', company: null }, ...over })

  it('a stop: what ends, what is called off, what may still arrive, and who has the lead', () => {
    expect(stop([step({}), step({ nodeId: 'b' }), step({ nodeId: 'c', state: 'running', effects: [effect('claimed'), effect('sending'), effect('done')] })], { owner: { id: 'r', name: 'Aylin' } })).toEqual([
      'Nothing more of it happens. It cannot be let go on later.',
      '2 open waits are closed; answers to them count no more.',
      'One message that has not gone yet is called off.',
      'One message is on its way this moment and may still arrive.',
      'The lead stays where it is: Aylin keeps it.',
    ])
  })

  it('a stop: that nobody has the lead, and nothing of a lead where there is none', () => {
    expect(stop([]).at(-1)).toBe('The lead stays where it is: nobody has it, and this flow will not find anybody.')
    expect(stop([], { subject: { type: 'workspace', id: 'w', name: 'No lead in particular', company: null } })).toHaveLength(1)
  })

  it('a stop: that runs which it waits for are stopped too, while one is open', () => {
    const child = { id: 'c', flow: 'F', subject: 'Zoë', state: 'waiting', hold: null, endReason: null, startedAt: 0 } as const
    expect(stop([], { children: [child] })).toContain('Runs that it has started and waits for are stopped too.')
    expect(stop([], { children: [{ ...child, state: 'done' }] })).toHaveLength(2)
  })

  it('going on: what came due meanwhile, and how far dates would move', () => {
    const steps = [step({ dueAt: 2 * hour }), step({ dueAt: 9 * hour }), step({ state: 'done', dueAt: null })]
    expect(resumeWords({ steps, pausedAt: hour }, 4 * hour)).toEqual({
      keep: 'One wait came due during the pause: what comes after it happens now.',
      shift: '2 open dates move 3 h later, as if the pause had not been.',
    })
    expect(resumeWords({ steps: [], pausedAt: hour }, 4 * hour)).toEqual({ keep: 'Nothing came due during the pause.', shift: 'No date is open just now.' })
  })
})
