import { describe, expect, it } from 'vitest'
import type { Candidate } from './candidate'
import { rankOwners } from './route'
import type { Rules } from './route-rules'
import { anyone, candidate } from './testing/candidate'

const minute = 60_000
const start = Date.parse('2026-04-22T12:00:00Z')

/** Routes so many leads, a minute after one another, and says who got them. */
function route(people: Candidate[], rules: Partial<Rules>, count: number, offers: { id: string; at: number }[] = []): string[] {
  return Array.from({ length: count }, (_, index) => {
    const now = start + index * minute
    const countOffers = (since: number) => Object.fromEntries(people.map(({ id }) => [id, offers.filter((each) => each.id === id && each.at >= since).length]))
    const owner = rankOwners({ candidates: people, wanted: anyone, asked: [], now, rules, countOffers }).ranked[0]
    if (!owner) return 'nobody'
    offers.push({ id: owner.id, at: now })
    for (const each of people) if (each.id === owner.id) each.lastAssignedAt = now
    return owner.id
  })
}

describe('R6 in turn', () => {
  it('goes round, whoever has more results', () => {
    expect(route([candidate('a', { performance: 1 }), candidate('b'), candidate('c')], { method: 'turns' }, 6).join('')).toBe('abcabc')
  })

  it('gives more to those with more room, spread evenly: 5, 1 and 1 of seven', () => {
    const people = [candidate('a', { capacity: 50 }), candidate('b'), candidate('c')]
    expect(route(people, { method: 'turns-by-room' }, 14).join('')).toBe('aabacaaaabacaa')
  })

  it('keeps each within one of their share at any time', () => {
    const capacities = [3, 5, 8, 13, 40]
    const people = capacities.map((capacity, index) => candidate(String(index), { capacity: capacity * 1_000 }))
    const got = route(people, { method: 'turns-by-room' }, 300)
    for (let length = 1; length <= 300; length += 1) {
      for (const [index, capacity] of capacities.entries()) {
        const had = got.slice(0, length).filter((id) => id === String(index)).length
        expect(Math.abs(had - (length * capacity) / 69)).toBeLessThanOrEqual(1.5)
      }
    }
  })

  it('does not give who was away, or is new, all that they missed', () => {
    const people = [candidate('a'), candidate('b')]
    const offers = Array.from({ length: 40 }, (_, index) => ({ id: 'a', at: start - (index + 1) * minute }))
    expect(route(people, { method: 'turns' }, 4, [...offers]).join('')).toBe('bbbb')
    for (const back of [{ backAt: start }, { awayUntil: start }, { joinedAt: start }]) {
      expect(route([candidate('a', { lastAssignedAt: start - minute }), candidate('b', back)], { method: 'turns', warmUpDays: 0 }, 4, [...offers]).join('')).toBe('baba')
    }
  })
})
