import { describe, expect, it } from 'vitest'
import { confirmWithinMs, nextAttemptAt, whyNotAsk } from './confirmation'
import { type ConsentEvent, foldConsent, isAllowed, openAsks } from './consent'

const said = (state: ConsentEvent['state'], at: number, more: Partial<ConsentEvent> = {}): ConsentEvent => ({ channel: 'email', purpose: 'marketing', state, at, receivedAt: at, source: 'form', ...more })

describe('V10 a yes that waits to be confirmed', () => {
  it('is no yes, takes nothing back, and is known', () => {
    expect(foldConsent([said('asked', 1)], 'email', 'marketing')).toMatchObject({ state: 'none', asked: { at: 1 } })
    expect(isAllowed([said('asked', 1)], 'email', 'marketing')).toBe(false)
    expect(foldConsent([said('granted', 1), said('asked', 2)], 'email', 'marketing').state).toBe('granted')
    expect(foldConsent([said('withdrawn', 1), said('asked', 2)], 'email', 'marketing').state).toBe('withdrawn')
  })

  it('is open until it is confirmed, or refused; a no of before does not end it, an old yes that comes after a no is none', () => {
    const open = (...events: ConsentEvent[]) => openAsks(events, 'email')
    expect(open(said('asked', 2))).toEqual(['marketing'])
    expect(open(said('withdrawn', 1), said('asked', 2))).toEqual(['marketing'])
    expect(open(said('asked', 2), said('withdrawn', 3))).toEqual([])
    expect(open(said('asked', 2), said('granted', 3))).toEqual([])
    expect(open(said('withdrawn', 3), said('asked', 1, { receivedAt: 5 }))).toEqual([])
    expect(open(said('asked', 2, { channel: 'sms' }), said('asked', 3, { purpose: 'inquiry' }))).toEqual(['inquiry'])
  })
})

describe('the request to confirm', () => {
  const facts = { isGone: false, hasAddress: true, doNotContact: [], unwanted: [], consents: [said('asked', 1)] }
  it('goes where there is something to confirm, and nothing against it', () => {
    expect(whyNotAsk(facts)).toBeUndefined()
    const against = [{ isGone: true }, { hasAddress: false }, { isAddressDead: true }, { doNotContact: [{ channel: null, reason: '' }] }, { unwanted: ['email' as const] }, { consents: [] }, { consents: [said('asked', 1), said('withdrawn', 2)] }]
    for (const each of against) expect(whyNotAsk({ ...facts, ...each }), JSON.stringify(each)).toEqual(expect.any(String))
    expect(whyNotAsk({ ...facts, doNotContact: [{ channel: 'sms', reason: '' }], unwanted: ['call'] })).toBeUndefined()
  })

  it('is tried again with growing pauses, no sooner than the mail server says, and not for ever', () => {
    const pauses = Array.from({ length: 13 }, (_, index) => nextAttemptAt(index + 1, 0))
    expect(pauses.slice(0, 2)).toEqual([60_000, 300_000])
    expect(pauses.at(-1)).toBeUndefined()
    expect(pauses.reduce((sum: number, pause) => sum + (pause ?? 0), 0)).toBeLessThan(confirmWithinMs)
    expect(nextAttemptAt(1, 10, 3_600_000)).toBe(3_600_010)
  })
})
