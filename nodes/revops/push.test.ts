import { describe, expect, it } from 'vitest'
import { decidePush, nextPushAt } from './push'

const now = 1_000_000
const minute = 60_000
const facts = { readAt: null, expiresAt: now + 60 * minute }

describe('a push', () => {
  it('lasts as long as the notice is worth something, or as the offer stands', () => {
    expect(decidePush(facts, now)).toEqual({ until: now + 60 * minute, ttlSeconds: 3_600, urgency: 'normal' })
    expect(decidePush({ ...facts, offer: { isOpen: true, until: now + 30_000 } }, now)).toEqual({ until: now + 30_000, ttlSeconds: 30, urgency: 'high' })
    expect(decidePush({ ...facts, offer: { isOpen: true, until: null } }, now)).toMatchObject({ ttlSeconds: 900, urgency: 'high' })
    expect(decidePush({ ...facts, offer: { isOpen: true, until: now + 999 } }, now)).toMatchObject({ ttlSeconds: 1 })
  })

  it.each([
    ['was read', { ...facts, readAt: now - 1 }],
    ['is too old', { ...facts, expiresAt: now }],
    ['is about an offer that somebody has answered', { ...facts, offer: { isOpen: false, until: null } }],
    ['is about an offer whose time is over', { ...facts, offer: { isOpen: true, until: now } }],
  ])('does not go when it %s', (_, given) => {
    expect(decidePush(given, now)).toHaveProperty('drop')
  })

  it('is tried again a few times, later each time, when the push service wants it, and never too late', () => {
    const until = now + 60 * minute
    expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => nextPushAt({ attempt, until }, now))).toEqual([...[2_000, 10_000, 30_000, 120_000, 300_000, 600_000].map((pause) => now + pause), undefined])
    expect(nextPushAt({ attempt: 1, until, retryAfterMs: 45_000 }, now)).toBe(now + 45_000)
    expect(nextPushAt({ attempt: 1, until: now + 2_000 }, now)).toBeUndefined()
    expect(nextPushAt({ attempt: 1, until, retryAfterMs: 60 * minute }, now)).toBeUndefined()
  })
})
