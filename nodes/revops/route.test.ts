import { describe, expect, it } from 'vitest'
import { type Candidate, rankOwners } from './route'

const now = Date.parse('2026-04-22T12:00:00Z')

function person(id: string, more: Partial<Candidate> = {}): Candidate {
  return {
    id, name: id, active: true, territories: ['west'], skills: [], capacity: 10, load: 0, performance: 0.5,
    presence: 'online', awayUntil: null, lastAssignedAt: null, ...more,
  }
}

const anyone = { territory: null, skills: [] }

describe('R1 four visible parts, weighted', () => {
  it('A(.8,.5,.9,0) = 0.65 loses to B(.4,1,.7,1) = 0.70', () => {
    const { ranked } = rankOwners({
      candidates: [
        person('A', { load: 2, skills: ['logistics'], performance: 0.9, presence: 'offline' }),
        person('B', { load: 6, skills: ['logistics', 'german'], performance: 0.7 }),
      ],
      wanted: { territory: 'west', skills: ['logistics', 'german'] },
      asked: [],
      now,
    })
    expect(ranked.map((owner) => [owner.id, owner.score])).toEqual([['B', 0.7], ['A', 0.65]])
    expect(ranked[1]?.parts).toEqual({ capacity: 0.8, skill: 0.5, performance: 0.9, availability: 0 })
  })
})

describe('R5 the deal router', () => {
  it('gives deal A to Alice, B to Carol, C to Bob, and nobody when all are full', () => {
    const people = [person('alice'), person('bob', { territories: ['east'] }), person('carol')]
    const route = (territory: string) => {
      const owner = rankOwners({ candidates: people, wanted: { territory, skills: [] }, asked: [], now }).ranked[0]
      const chosen = people.find((each) => each.id === owner?.id)
      if (chosen) chosen.load += 1
      return owner?.id
    }
    expect([route('west'), route('west'), route('east')]).toEqual(['alice', 'carol', 'bob'])
    for (const each of people) each.load = each.capacity
    expect(route('west')).toBeUndefined()
  })
})

describe('R6 eligibility', () => {
  it('passes over who left, is elsewhere, is full, is away or was asked, and says why', () => {
    const { ranked, passedOver } = rankOwners({
      candidates: [
        person('left', { active: false }),
        person('east', { territories: ['east'] }),
        person('full', { load: 10 }),
        person('away', { awayUntil: now + 1 }),
        person('back', { awayUntil: now }),
        person('asked'),
        person('zero', { capacity: 0 }),
      ],
      wanted: { territory: 'west', skills: [] },
      asked: ['asked'],
      now,
    })
    expect(ranked.map((owner) => owner.id)).toEqual(['back'])
    expect(Object.fromEntries(passedOver.map((each) => [each.id, each.why]))).toEqual({
      left: 'left', east: 'other-territory', full: 'full', away: 'away', asked: 'asked-before', zero: 'full',
    })
  })

  it('breaks ties by fewest assigned, then longest idle, then id', () => {
    const order = rankOwners({
      candidates: [
        person('d', { lastAssignedAt: 5 }),
        person('c', { lastAssignedAt: 1 }),
        person('b', { lastAssignedAt: 1 }),
        person('a', { load: 5, capacity: 50, performance: 1 - 0.1 }),
      ],
      wanted: anyone,
      asked: [],
      now,
      weights: { capacity: 0, skill: 1, performance: 0, availability: 0 },
    }).ranked.map((owner) => owner.id)
    expect(order).toEqual(['b', 'c', 'd', 'a'])
  })

  it('never ranks by broken numbers', () => {
    const { ranked } = rankOwners({ candidates: [person('a', { performance: Number.NaN })], wanted: anyone, asked: [], now })
    expect(ranked[0]?.parts.performance).toBe(0)
  })
})
