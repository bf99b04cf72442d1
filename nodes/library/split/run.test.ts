import { describe, expect, it } from 'vitest'
import { stepContext } from '../../sdk/testing/step-context'
import { split } from './definition'
import { runSplit } from './run'

const people = 100_000
const shares = [{ id: 'a', name: 'A', share: 45 }, { id: 'b', name: 'B', share: 45 }, { id: 'none', name: 'Nothing', share: 10 }]
const goes = (contact: string, ways = shares, more: object = {}) => runSplit(stepContext({ ways }, { contact: { id: contact } }, more) as never)

describe('a split at random', () => {
  it('gives each way its share of 100,000 people, to half a percent', () => {
    const counts: Record<string, number> = {}
    // As ids are: they differ in their last letters.
    for (let index = 0; index < people; index += 1) counts[goes(`01JFCONTACT${String(index).padStart(8, '0')}`).outlet] = (counts[goes(`01JFCONTACT${String(index).padStart(8, '0')}`).outlet] ?? 0) + 1
    for (const { id, share } of shares) expect(Math.abs(((counts[id] ?? 0) / people) * 100 - share), id).toBeLessThan(0.5)
  })

  it('sends the same person the same way, and tells why', () => {
    const once = goes('zoe')
    expect(goes('zoe')).toEqual(once)
    expect(once.reason).toEqual({ way: shares.find(({ id }) => id === once.outlet)?.name, share: expect.any(Number) as number, drawn: expect.any(Number) as number })
  })

  it('draws for each step by itself: of those who went A at one, the shares hold at the next', () => {
    const second = (contact: string) => goes(contact, shares, { step: { nodeId: 'other', visit: 1, label: 'Other' } }).outlet
    const wentA = Array.from({ length: 20_000 }, (_each, index) => `p${index}`).filter((contact) => goes(contact).outlet === 'a')
    expect(Math.abs(wentA.filter((contact) => second(contact) === 'a').length / wentA.length - 0.45)).toBeLessThan(0.02)
  })

  it('moves only whom changed shares must move', () => {
    const wider = [{ id: 'a', name: 'A', share: 50 }, { id: 'b', name: 'B', share: 40 }, { id: 'none', name: 'Nothing', share: 10 }]
    const moved = Array.from({ length: 20_000 }, (_each, index) => `p${index}`).filter((contact) => goes(contact).outlet !== goes(contact, wider).outlet)
    expect(moved.length / 20_000).toBeLessThan(0.06)
  })

  it('goes nowhere that has no share, and by the lead where there is no person', () => {
    const ways = [{ id: 'a', name: 'A', share: 0 }, { id: 'b', name: 'B', share: 100 }]
    expect(new Set(Array.from({ length: 1_000 }, (_each, index) => goes(`p${index}`, ways).outlet))).toEqual(new Set(['b']))
    expect(runSplit(stepContext({ ways }, {}) as never).outlet).toBe('b')
  })

  it('wants shares that come to 100 %, and two to six ways', () => {
    const isTaken = (...each: number[]) => split.params.safeParse({ ways: each.map((share, index) => ({ id: `w${index}`, name: 'W', share })) }).success
    expect([isTaken(33.3, 33.3, 33.4), isTaken(50, 49), isTaken(100), isTaken(20, 20, 20, 20, 10, 5, 5)]).toEqual([true, false, false, false])
  })
})
