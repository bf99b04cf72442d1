import { describe, expect, it } from 'vitest'
import { gapOf, leastGap, rankOf, roomAhead, spreadOut, takePlace } from './send-pace'

describe('the lane of a channel', () => {
  it('gives places further apart than the rate asks for, whoever comes', () => {
    const gapMs = gapOf(10)
    const first = takePlace({ nextAt: 0, gapMs, wasLetForward: false }, 1_000)
    expect(first).toEqual({ at: 1_000, nextAt: 1_105 })
    expect(takePlace({ nextAt: 1_105, gapMs, wasLetForward: false }, 1_001)).toEqual({ at: 1_105, nextAt: 1_210 })
    expect(leastGap(gapMs)).toBeGreaterThan(100)
  })

  it('is too full for who comes on their own before it is for who was let forward', () => {
    const lane = { nextAt: 2_000, gapMs: 100 }
    expect(takePlace({ ...lane, wasLetForward: false }, 1_000)).toBeUndefined()
    expect(takePlace({ ...lane, wasLetForward: true }, 1_000)).toEqual({ at: 2_000, nextAt: 2_100 })
    expect(takePlace({ nextAt: 9_000, gapMs: 100, wasLetForward: true }, 1_000)).toBeUndefined()
  })

  it('is filled two seconds ahead, counting who is on their way, and is looked at again before it is empty', () => {
    expect(roomAhead({ nextAt: 0, gapMs: 100, onTheirWay: 0 }, 1_000)).toEqual({ room: 20, lookAt: 2_000 })
    expect(roomAhead({ nextAt: 1_500, gapMs: 100, onTheirWay: 5 }, 1_000)).toEqual({ room: 10, lookAt: 2_000 })
    expect(roomAhead({ nextAt: 9_000, gapMs: 100, onTheirWay: 0 }, 1_000)).toEqual({ room: 0, lookAt: 8_000 })
    // Slower than one in two seconds: one at a time.
    expect(roomAhead({ nextAt: 0, gapMs: 10_000, onTheirWay: 0 }, 1_000).room).toBe(1)
    expect(roomAhead({ nextAt: 0, gapMs: 10_000, onTheirWay: 1 }, 1_000).room).toBe(0)
  })
})

describe('who goes first', () => {
  it('is our own people, then by the priority of the flow, then by what it is about', () => {
    const outside = (priority: number, purpose: 'contract' | 'inquiry' | 'marketing') => rankOf({ isOurs: false, priority, purpose })
    const inOrder = [rankOf({ isOurs: true }), outside(1, 'marketing'), outside(5, 'contract'), outside(5, 'inquiry'), outside(5, 'marketing'), outside(7, 'contract')]
    expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder)
    expect(new Set(inOrder).size).toBe(inOrder.length)
  })
})

describe('what waits for the same hour', () => {
  it('goes within a little while of it, and not past its last use; what waits for a moment is left alone', () => {
    const hour = 3_600_000
    expect(spreadOut(hour, 0.5, { now: 0 })).toBe(hour + 22_500)
    expect(spreadOut(hour, 0.5, { now: 0, expiresAt: hour + 1_000 })).toBe(hour + 1_000)
    expect(spreadOut(hour, 0.5, { now: 0, expiresAt: hour - 1_000 })).toBe(hour)
    expect(spreadOut(hour, 0.5, { now: hour - 60_000 })).toBe(hour)
  })
})
