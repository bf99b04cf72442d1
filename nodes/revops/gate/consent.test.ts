import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConsentEvent, foldConsent } from './consent'

const said = (state: ConsentEvent['state'], at: number, receivedAt = at, more: Partial<ConsentEvent> = {}): ConsentEvent => ({ channel: 'email', purpose: 'marketing', state, at, receivedAt, source: 'form', ...more })
const stateOf = (...events: ConsentEvent[]) => foldConsent(events, 'email', 'marketing').state

describe('V10 V13 consent', () => {
  it('is none without an event, and is told apart by channel and purpose', () => {
    expect(stateOf()).toBe('none')
    expect(stateOf(said('granted', 1, 1, { channel: 'sms' }), said('granted', 1, 1, { purpose: 'contract' }))).toBe('none')
  })

  it('is what was said last', () => {
    expect(stateOf(said('granted', 1))).toBe('granted')
    expect(stateOf(said('granted', 1), said('withdrawn', 2))).toBe('withdrawn')
    expect(stateOf(said('granted', 1), said('withdrawn', 2), said('granted', 3))).toBe('granted')
  })

  it('an old yes that arrives after the no changes nothing, and a yes dated ahead does not outlive a later no', () => {
    expect(stateOf(said('withdrawn', 10), said('granted', 5, 20))).toBe('withdrawn')
    expect(stateOf(said('granted', 500, 5), said('withdrawn', 10))).toBe('withdrawn')
    // A no holds from when we hear of it: a yes from between does not count.
    expect(stateOf(said('withdrawn', 10, 30), said('granted', 20, 21))).toBe('withdrawn')
  })

  it('of two at one instant the no counts', () => {
    expect(stateOf(said('granted', 7), said('withdrawn', 7))).toBe('withdrawn')
    expect(stateOf(said('withdrawn', 7), said('granted', 7))).toBe('withdrawn')
  })

  it('does not depend on the order in which events are read', () => {
    const event = fc.record({ state: fc.constantFrom('granted' as const, 'withdrawn' as const), at: fc.integer({ min: 0, max: 9 }), late: fc.integer({ min: 0, max: 4 }) }).map(({ state, at, late }) => said(state, at, at + late))
    fc.assert(fc.property(fc.array(event, { maxLength: 8 }), fc.integer(), (events, seed) => {
      const shuffled = [...events].sort((a, b) => ((a.at * 7919 + a.receivedAt + seed) % 13) - ((b.at * 7919 + b.receivedAt + seed) % 13))
      expect(stateOf(...shuffled)).toBe(stateOf(...events))
    }), { seed: 1 })
  })
})
