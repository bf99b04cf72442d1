import { describe, expect, it } from 'vitest'
import { explainRedistribution } from './explain-redistribution'
import { type MoveRules, type OwnedLead, redistribute } from './redistribute'
import { anyone, candidate } from './testing/candidate'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 26, 9)
const rules: MoveRules = { which: 'above-room', downTo: 1, keepTouchedMs: 3 * day, keepTakenMs: 4 * hour, most: 50 }

/** A lead that came and was taken so many hours ago, and was last touched so many hours ago. */
function lead(id: string, hoursAgo: number, touched: number | null = null, more: Partial<OwnedLead> = {}): OwnedLead {
  return { id, name: `Lead ${id}`, wanted: anyone, receivedAt: now - hoursAgo * hour, takenAt: now - hoursAgo * hour, touchedAt: touched === null ? null : now - touched * hour, takenBy: [], isOffered: false, ...more }
}
const decide = (input: Partial<Parameters<typeof redistribute>[0]>) =>
  redistribute({ from: candidate('full', { capacity: 2, load: 5 }), leads: [], candidates: [candidate('full', { capacity: 2, load: 5 }), candidate('bob', { load: 8 }), candidate('cem', { load: 9 })], now, rules, ...input })
const moved = (input: Partial<Parameters<typeof redistribute>[0]>) => decide(input).moves.map((each) => `${each.lead.id}→${each.to.id}`)
const kept = (input: Partial<Parameters<typeof redistribute>[0]>) => Object.fromEntries(decide(input).kept.map((each) => [each.lead.id, each.why]))

describe('C4: redistribution', () => {
  it('gives away as many as are above the room: uncontacted first, then the youngest, each to the best who has room then', () => {
    const leads = [lead('old', 90), lead('spoken', 8, 100), lead('young', 10), lead('middle', 30), lead('oldest', 99)]
    expect(moved({ leads })).toEqual(['young→bob', 'middle→cem', 'old→bob'])
  })

  it('gives nobody more than their room, and says of the others that nobody fits', () => {
    const leads = [lead('a', 10), lead('b', 11), lead('c', 12)]
    const candidates = [candidate('bob', { capacity: 9, load: 8 }), candidate('cem', { capacity: 4, load: 4 })]
    expect(moved({ leads, candidates })).toEqual(['a→bob'])
    expect(kept({ leads, candidates })).toEqual({ b: 'nobody-fits', c: 'nobody-fits' })
  })

  it('gives nobody what is not theirs to have: other territories, people who are away or have left', () => {
    const west = { wanted: { ...anyone, territory: 'west' } }
    const candidates = [candidate('east', { territories: ['east'] }), candidate('away', { awayUntil: now + 1 }), candidate('left', { active: false })]
    expect(moved({ leads: [lead('a', 10, null, west)], candidates })).toEqual([])
  })

  it('never gives a lead back to somebody who had it', () => {
    expect(moved({ leads: [lead('a', 10, null, { takenBy: ['bob'] }), lead('b', 11, null, { takenBy: ['bob', 'cem'] })] })).toEqual(['a→cem'])
  })

  it('keeps what somebody was in touch with of late, or has just taken, or is offered, and says so', () => {
    const leads = [lead('touched', 99, 71), lead('taken', 3.9), lead('offered', 50, null, { isOffered: true }), lead('touched-long-ago', 99, 72)]
    expect(moved({ leads })).toEqual(['touched-long-ago→bob'])
    expect(kept({ leads })).toEqual({ touched: 'touched', taken: 'just-taken', offered: 'being-offered' })
    expect(moved({ leads, rules: { ...rules, keepTouchedMs: 0, keepTakenMs: 0 } })).toHaveLength(3)
  })

  it('goes down to a part of the room, and never below what was asked', () => {
    const from = candidate('full', { capacity: 10, load: 9 })
    const leads = Array.from({ length: 9 }, (_, index) => lead(String(index), 10 + index))
    expect(moved({ from, leads })).toEqual([])
    expect(moved({ from, leads, rules: { ...rules, downTo: 0.8 } })).toHaveLength(1)
    expect(moved({ from, leads, rules: { ...rules, downTo: 0, most: 2 } })).toHaveLength(2)
  })

  it('all of it, to the backup as long as there is room, or only what nobody has contacted', () => {
    const leads = [lead('a', 10), lead('b', 20, 100), lead('c', 30)]
    expect(moved({ leads, backupId: 'cem', rules: { ...rules, which: 'all' } })).toEqual(['a→cem', 'c→bob', 'b→bob'])
    expect(moved({ leads, rules: { ...rules, which: 'untouched' } })).toEqual(['a→bob', 'c→cem'])
  })

  it('does what was agreed and no more, each only if it holds still', () => {
    const leads = [lead('fine', 10), lead('touched', 20, 1), lead('other', 5), lead('full', 30)]
    const candidates = [candidate('bob', { load: 8 }), candidate('cem', { capacity: 5, load: 5 })]
    const agreed = [{ leadId: 'fine', toId: 'bob' }, { leadId: 'touched', toId: 'bob' }, { leadId: 'full', toId: 'cem' }, { leadId: 'given-away', toId: 'bob' }]
    expect(moved({ leads, candidates, agreed })).toEqual(['fine→bob'])
    expect(kept({ leads, candidates, agreed })).toEqual({ touched: 'touched', full: 'no-room-any-more', 'given-away': 'gone' })
  })

  it('changes nobody whom it is given, and decides the same whatever the order', () => {
    const leads = [lead('b', 10), lead('a', 10), lead('c', 12)]
    const candidates = [candidate('bob', { load: 8 }), candidate('cem', { load: 8 })]
    expect(moved({ leads: [...leads].reverse(), candidates: [...candidates].reverse() })).toEqual(moved({ leads, candidates }))
    expect(candidates.map(({ load }) => load)).toEqual([8, 8])
  })

  it('is told line by line', () => {
    const leads = [lead('a', 10), lead('b', 20, 100), lead('c', 3)]
    expect(explainRedistribution(decide({ leads }))).toEqual({ moves: '• Lead a → bob, not contacted yet\n• Lead b → cem', kept: '• Lead c stays: it was taken a moment ago' })
    const many = Array.from({ length: 45 }, (_, index) => lead(String(index).padStart(2, '0'), 10))
    const told = explainRedistribution(decide({ leads: many, candidates: [candidate('bob', { capacity: 99 })], rules: { ...rules, which: 'all' } }))
    expect(told.moves.split('\n')).toHaveLength(41)
    expect(told.moves).toContain('• and 5 more')
  })
})
