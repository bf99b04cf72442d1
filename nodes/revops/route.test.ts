import { describe, expect, it } from 'vitest'
import { standardHours } from './business-time'
import { rankOwners } from './route'
import { anyone, candidate } from './testing/candidate'

const now = Date.parse('2026-04-22T12:00:00Z')
const day = 86_400_000
const hour = 3_600_000

type Input = Parameters<typeof rankOwners>[0]
const rank = (candidates: Input['candidates'], more: Partial<Input> = {}) => rankOwners({ candidates, wanted: anyone, asked: [], now, ...more })
const order = (...given: Parameters<typeof rank>) => rank(...given).ranked.map(({ id }) => id)
const why = (...given: Parameters<typeof rank>) => Object.fromEntries(rank(...given).passedOver.map((each) => [each.id, each.why]))

describe('R1 four visible parts, weighted', () => {
  it('R1: A(.8,.5,.9,0) = 0.65 loses to B(.4,1,.7,1) = 0.70', () => {
    const { ranked } = rank(
      [candidate('A', { load: 2, skills: ['logistics'], performance: 0.9, presence: 'offline' }), candidate('B', { load: 6, skills: ['logistics', 'german'], performance: 0.7 })],
      { wanted: { territory: 'west', skills: ['logistics', 'german'], languages: [] } },
    )
    expect(ranked.map((owner) => [owner.id, owner.score])).toEqual([['B', 0.7], ['A', 0.65]])
    expect(ranked.map((owner) => owner.parts)).toEqual([{ capacity: 0.4, skill: 1, performance: 0.7, availability: 1 }, { capacity: 0.8, skill: 0.5, performance: 0.9, availability: 0 }])
  })
})

describe('AF11/R5 the deal router', () => {
  it.each(['fewest', 'score'] as const)('AF11/R5: deal A west to Alice, B west to Carol, C east to Bob, and nobody when all are full, by %s', (method) => {
    const people = [candidate('Alice'), candidate('Bob', { territories: ['east'] }), candidate('Carol')]
    const route = (territory: string) => {
      const owner = rank(people, { wanted: { territory, skills: [], languages: [] }, rules: { method } }).ranked[0]
      for (const each of people) if (each.id === owner?.id) each.load += 1
      return owner?.id
    }
    expect([route('west'), route('west'), route('east')]).toEqual(['Alice', 'Carol', 'Bob'])
    for (const each of people) each.load = each.capacity
    expect(route('west')).toBeUndefined()
  })
})

describe('R6 eligibility', () => {
  it('passes over who left, is elsewhere, is full, is away or was asked, and says why', () => {
    const people = [
      candidate('left', { active: false }), candidate('not yet', { joinedAt: now + 1 }), candidate('east', { territories: ['east'] }), candidate('full', { load: 10 }),
      candidate('away', { awayUntil: now + 1 }), candidate('back', { awayUntil: now }), candidate('absent', { absentUntil: now + 1 }), candidate('asked'), candidate('zero', { capacity: 0 }),
      candidate('everywhere', { territories: [] }),
    ]
    const given = { wanted: { territory: 'west', skills: [], languages: [] }, asked: ['asked'] }
    expect(order(people, given)).toEqual(['back', 'everywhere'])
    expect(why(people, given)).toEqual({ left: 'left', 'not yet': 'not-started', east: 'other-territory', full: 'full', away: 'away', absent: 'away', asked: 'asked-before', zero: 'full' })
  })

  it('AF1: nobody is ranked while all are absent', () => {
    expect(order([candidate('a', { absentUntil: now + day }), candidate('b', { awayUntil: now + 1 })])).toEqual([])
  })

  it('breaks ties by fewest assigned, then longest idle, then id', () => {
    const people = [candidate('d', { lastAssignedAt: 5 }), candidate('c', { lastAssignedAt: 1 }), candidate('b', { lastAssignedAt: 1 }), candidate('a', { load: 5, capacity: 50 })]
    expect(order(people, { rules: { weights: { capacity: 0, skill: 1, performance: 0, availability: 0 } } })).toEqual(['b', 'c', 'd', 'a'])
  })

  it('never ranks by broken numbers', () => {
    expect(rank([candidate('a', { performance: Number.NaN })]).ranked[0]?.parts.performance).toBe(0)
  })

  it('C4: gives nothing more to who has less room left than the rule asks for', () => {
    const people = [candidate('a', { load: 8 }), candidate('b', { load: 7 })]
    expect([order(people, { rules: { leastRoom: 0.3 } }), why(people, { rules: { leastRoom: 0.3 } })]).toEqual([['b'], { a: 'crowded' }])
  })
})

describe('skills and languages', () => {
  const people = [candidate('none'), candidate('swiss', { languages: ['de-CH'] }), candidate('both', { languages: ['DE', 'fr'], skills: ['freight'] })]
  const wanted = { territory: null, skills: ['freight'], languages: ['de', 'fr'] }

  it('count together in the part for skill', () => {
    expect(rank(people, { wanted }).ranked.map(({ id, parts }) => [id, Math.round(parts.skill * 100)])).toEqual([['both', 100], ['swiss', 33], ['none', 0]])
  })

  it('pass over who lacks one, where they are a must, and do not count twice', () => {
    expect(why(people, { wanted, rules: { languages: 'must' } })).toEqual({ none: 'lacks-language', swiss: 'lacks-language' })
    expect(why(people, { wanted, rules: { skills: 'must' } })).toEqual({ none: 'lacks-skill', swiss: 'lacks-skill' })
    expect(rank(people, { wanted: { ...wanted, skills: ['freight', 'x'] }, rules: { languages: 'must' } }).ranked[0]?.parts.skill).toBe(0.5)
  })

  it.each([['pt-BR', 'pt', true], ['pt', 'pt-BR', true], ['pt-BR', 'pt-PT', false], ['de', 'den', false]])('a lead in %s and a rep who speaks %s: %s', (language, own, fits) => {
    const given: Partial<Input> = { wanted: { ...anyone, languages: [language] }, rules: { languages: 'must' } }
    expect(order([candidate('a', { languages: [own] })], given)).toEqual(fits ? ['a'] : [])
  })
})

describe('working hours', () => {
  // Noon in UTC: two in the afternoon in Berlin, five in the morning in Los Angeles, a quarter to six in the evening in Kathmandu.
  const people = [candidate('berlin'), candidate('la', { zone: 'America/Los_Angeles' }), candidate('kathmandu', { zone: 'Asia/Kathmandu' }), candidate('nowhere', { zone: 'Mars/Olympus' })]
  const hours = standardHours

  it('pass over who is outside of them by the clocks of their own zone; without a zone that of the workspace holds', () => {
    expect(order(people, { hours, rules: { hours: 'must' } })).toEqual(['berlin', 'nowhere'])
    expect(why(people, { hours, rules: { hours: 'must' } })).toEqual({ la: 'off-hours', kathmandu: 'off-hours' })
  })

  it('take presence away, where others are asked as well', () => {
    const { ranked } = rank(people, { hours, rules: { hours: 'prefer' } })
    expect(ranked.map(({ id, parts, flags }) => [id, parts.availability, flags])).toEqual([['berlin', 1, undefined], ['nowhere', 1, undefined], ['kathmandu', 0, ['off-hours']], ['la', 0, ['off-hours']]])
  })

  it('keep holidays of the workspace', () => {
    expect(order(people, { hours: { ...hours, holidays: ['2026-04-22'] }, rules: { hours: 'must' } })).toEqual([])
  })

  it('play no part where the rules do not say so', () => {
    expect(order(people, { hours })).toHaveLength(4)
  })
})

describe('what is not certain', () => {
  it('AF10: a report of capacity that is too old counts as no room, and is flagged; one that was never made is none', () => {
    const people = [candidate('old', { capacityAt: now - 24 * hour - 1 }), candidate('fresh', { capacityAt: now - 24 * hour, load: 9 }), candidate('never', { load: 9 })]
    expect(rank(people).ranked.map(({ id, parts, flags }) => [id, parts.capacity, flags])).toEqual([['fresh', 0.1, undefined], ['never', 0.1, undefined], ['old', 0, ['stale-capacity']]])
    expect(rank(people, { rules: { staleAfterMs: null } }).ranked[0]).toMatchObject({ id: 'old', parts: { capacity: 1 } })
  })

  it('AF5: who is doubted to be there counts as not present', () => {
    expect(rank([candidate('a', { doubtedAt: now - 1 }), candidate('b', { presence: 'away' })]).ranked.map(({ id, parts }) => [id, parts.availability])).toEqual([['b', 0.5], ['a', 0]])
  })
})

describe('C1 warming up', () => {
  const room = (joinedAt: number, at: number, rules = {}) => rank([candidate('a', { joinedAt, capacity: 30 })], { now: at, rules: { warmUpDays: 10, ...rules } }).ranked[0]
  it.each([[0, 3], [1, 6], [4.5, 15], [9, 30], [10, 30]])('%s days after joining there is room for %s', (days, expected) => {
    expect(room(now, now + days * day)?.capacity).toBe(expected)
  })

  it('is said, and over at once where the rules say so', () => {
    expect([room(now, now + 10 * day - 1)?.flags, room(now, now + 10 * day)?.flags, room(now, now, { warmUpDays: 0 })?.capacity]).toEqual([['warming-up'], undefined, 30])
  })

  it('is full with as many leads as there is room for that day', () => {
    expect(why([candidate('a', { joinedAt: now, capacity: 30, load: 3 })], { rules: { warmUpDays: 10 } })).toEqual({ a: 'full' })
  })
})
