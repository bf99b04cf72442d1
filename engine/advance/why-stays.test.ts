import { describe, expect, it } from 'vitest'
import type { Plan, Step } from '../plan'
import { whyStays } from './why-stays'

const plan = (steps: Record<string, Step>, entry = 'wait'): Plan => ({ engine: 3, entry, steps })
const wait: Step = { op: 'sleep', type: 'wait', outlet: 'done', ways: { done: 'send' } }
const send: Step = { op: 'call', type: 'send-message', on: 'effects', ways: { sent: 'end', refused: 'end' }, error: 'end' }
const end: Step = { op: 'end', reason: 'completed', ways: {} }
const from = plan({ wait, send, end })
const here = { isBegun: true, isSplit: false }

describe('whyStays', () => {
  it('is nothing where the steps since the last wait are there, whatever follows them', () => {
    const to = plan({ wait, send: { ...send, ways: { sent: 'more', refused: 'end', expired: 'end' } }, more: wait, end })
    expect(whyStays(from, to, { ...here, passed: [{ nodeId: 'wait', outlet: null }] })).toBeUndefined()
    expect(whyStays(from, to, { ...here, passed: [{ nodeId: 'wait', outlet: 'done' }, { nodeId: 'send', outlet: null }] })).toBeUndefined()
  })

  it('says which step it is that is gone, is of another kind, or has lost a way', () => {
    const passed = [{ nodeId: 'send', outlet: null }]
    expect(whyStays(from, plan({ wait, end }), { ...here, passed })).toBe('gone')
    expect(whyStays(from, plan({ wait, send: { ...send, type: 'notify' }, end }), { ...here, passed })).toBe('gone')
    expect(whyStays(from, plan({ wait, send: { ...send, ways: { sent: 'end' } }, end }), { ...here, passed })).toBe('gone')
  })

  it('refuses a way taken that leads elsewhere now, also that of a failure', () => {
    const to = plan({ wait: { ...wait, ways: { done: 'end' } }, send: { ...send, error: 'wait' }, end })
    expect(whyStays(from, to, { ...here, passed: [{ nodeId: 'wait', outlet: 'done' }] })).toBe('way')
    expect(whyStays(from, to, { ...here, passed: [{ nodeId: 'send', outlet: 'error' }] })).toBe('way')
  })

  it('refuses parts whose counts belong to their version', () => {
    const fork: Step = { op: 'fork', ways: { a: 'wait', b: 'send' } }
    expect(whyStays(from, from, { isBegun: true, isSplit: true, passed: [] })).toBe('parallel')
    expect(whyStays(plan({ fork, wait, send, end }), plan({ fork, wait, send, end }), { ...here, passed: [{ nodeId: 'fork', outlet: null }] })).toBe('parallel')
    expect(whyStays(from, plan({ wait: { ...wait, loop: 'each' }, send, end }), { ...here, passed: [{ nodeId: 'wait', outlet: null }] })).toBe('parallel')
  })

  it('asks for the same beginning where it has come to no wait', () => {
    expect(whyStays(from, plan({ wait, send, end }, 'send'), { isBegun: false, isSplit: false, passed: [] })).toBe('begins')
    expect(whyStays(from, plan({ wait, send, end }, 'send'), { ...here, passed: [] })).toBeUndefined()
  })
})
