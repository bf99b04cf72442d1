import { describe, expect, it } from 'vitest'
import type { RunStep } from '../api/types'
import { shortTimeWords } from '../parts/times'
import { type AroundStep, retryWords, roundWords, standingWords, stepHeadWords, stepHowWords, stepSentence } from './step-words'

const now = Date.parse('2026-03-02T10:40:00')
const minute = 60_000
const step = (over: Partial<RunStep>): RunStep => ({
  nodeId: 'a', visit: 1, attempt: 1, round: null, state: 'running', outlet: null, startedAt: now, endedAt: null, dueAt: null, late: false, reason: null, output: null, error: null, effects: [], ...over,
})
const run = (over: Partial<AroundStep> = {}): AroundStep => ({ hold: null, endReason: null, endedAt: null, now, ...over })
const retried = (attempt: number, until: number) => step({ attempt, reason: { retry: 'The server is busy.', until } })

describe('a step that is tried again', () => {
  it('says how often it was tried, and when it is again', () => {
    const until = now + 2 * minute
    expect(retryWords(retried(2, until), run())).toBe(`Tried once, again at ${shortTimeWords(until)}`)
    expect(stepSentence(retried(3, until), undefined, run())).toBe(`Tried 2 times, again at ${shortTimeWords(until)}`)
    expect(stepHowWords(retried(3, until), run())).toEqual({ words: `Tried 2 times, again at ${shortTimeWords(until)}`, isBad: false })
  })

  it('names the day where it is another', () => {
    expect(retryWords(retried(2, now + 26 * 60 * minute), run())).toMatch(/^Tried once, again at Tue 3 Mar 2026, /)
  })

  it('says so when the time has come, and that a paused run must go on first', () => {
    expect(retryWords(retried(3, now), run())).toBe('Tried 2 times, trying again now')
    expect(retryWords(retried(3, now), run({ hold: 'paused' }))).toBe('Tried 2 times, again when it goes on')
  })

  it('is silent once the step is over', () => {
    expect(retryWords({ ...retried(3, now), state: 'done' }, run())).toBeNull()
    expect(stepHeadWords(step({ state: 'done', attempt: 3, endedAt: now }), run())).toMatch(/^Done .*, try 3$/)
  })
})

describe('rounds', () => {
  const round = (begun: number, of: number, over: Partial<RunStep> = {}, isLeft = false) => roundWords(step({ round: { begun, of, isLeft }, ...over }))

  it('are counted', () => {
    expect(round(3, 10)).toBe('Round 3 of 10')
    expect(round(1_200, 10_000)).toBe('Round 1,200 of 10,000')
    expect(round(0, 0)).toBe('Nothing to go through')
  })

  it('are told of when they are over, or were left', () => {
    expect(round(10, 10, { state: 'done' })).toBe('All 10 rounds done')
    expect(round(1, 1, { state: 'done' })).toBe('The one round is done')
    expect(round(3, 10, {}, true)).toBe('Left in round 3 of 10')
  })
})

describe('a step that was not finished', () => {
  it('says that the others were enough, while the run goes on or went on without it', () => {
    expect(standingWords(step({ state: 'dropped', endedAt: now }), run())).toBe('Left out: the other branches were enough')
    expect(standingWords(step({ state: 'dropped', endedAt: now }), run({ endedAt: now + 5, endReason: 'cancelled' }))).toBe('Left out: the other branches were enough')
  })

  it('is not called done in the head of its details', () => {
    const dropped = step({ state: 'dropped', endedAt: now })
    expect(stepHeadWords(dropped, run())).toMatch(/^Left out /)
    expect(stepHeadWords(dropped, run({ endedAt: now }))).toMatch(/^Ended unfinished /)
  })

  it('says what ended the run while it stood there', () => {
    const at = (endReason: string) => standingWords(step({ state: 'dropped', endedAt: now }), run({ endedAt: now, endReason }))
    expect(at('cancelled')).toBe('Stood here when it was stopped')
    expect(at('superseded')).toBe('Stood here when a newer run replaced it')
    expect(at('completed')).toBe('Stood here when the run ended elsewhere')
    expect(standingWords(step({ state: 'dropped', endedAt: now, round: { begun: 3, of: 10, isLeft: false } }), run({ endedAt: now, endReason: 'cancelled' }))).toBe('Round 3 of 10 when it was stopped')
  })

  it('says which kind of step is missing', () => {
    const held = step({ state: 'held', reason: { missing: 'score-with-us' } })
    expect(stepSentence(held, undefined, run())).toBe('Waits until the kind of step “score-with-us” is installed')
    expect(stepHowWords(held, run())).toEqual({ words: 'Kind of step missing', isBad: true })
  })
})
