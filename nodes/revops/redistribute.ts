import type { Candidate, Wanted } from './candidate'
import type { RankedOwner, Ranking } from './ranking'
import { rankOwners } from './route'
import { roomOf } from './route-parts'
import { standardRules } from './route-rules'

/** A lead that somebody has. Times are ms since 1970. */
export interface OwnedLead {
  id: string
  name: string
  wanted: Wanted
  receivedAt: number
  /** When this person took it; null where nobody wrote that down. */
  takenAt: number | null
  /** When a person and the lead were last in touch; null: not yet, as far as we know. */
  touchedAt: number | null
  /** Who has taken it so far: it does not go back to any of them. */
  takenBy: string[]
  /** Whether a flow offers it to somebody else just now. */
  isOffered: boolean
}

/** Which of somebody's leads are to go: what is too much for their room, what nobody has contacted, or everything. */
export type WhichLeads = 'above-room' | 'untouched' | 'all'

export interface MoveRules {
  which: WhichLeads
  /** How much of the room may stay taken, 0 to 1; only for what is above the room. */
  downTo: number
  /** A lead stays with whoever was in touch with it within this time, or took it within that. */
  keepTouchedMs: number
  keepTakenMs: number
  /** At most so many at once. */
  most: number
}

/** Why a lead stays where it is. */
export type Kept = 'touched' | 'just-taken' | 'being-offered' | 'nobody-fits' | 'gone' | 'no-room-any-more'

export interface Move {
  lead: OwnedLead
  to: RankedOwner
  ranking: Ranking
}

export interface Redistribution {
  moves: Move[]
  /** Those that were to go and stay all the same, with the reason. */
  kept: { lead: Pick<OwnedLead, 'id' | 'name'>; why: Kept }[]
  /** How many were to go. */
  wanted: number
}

interface Input {
  from: Candidate
  /** Who gets leads of this person before all others, where there is room. */
  backupId?: string | null
  leads: OwnedLead[]
  candidates: Candidate[]
  now: number
  rules: MoveRules
  /** What was agreed on before: only these leads, each to this person. What does not hold any more stays. */
  agreed?: { leadId: string; toId: string }[]
}

/**
 * Which leads of somebody go to whom. No contact is broken off: leads that nobody has been in touch with go first, and of each kind the youngest, which is
 * lost soonest; what somebody was in touch with or took a moment ago stays. Each goes to the best who has room then, as a new lead would, with what was given before
 * it in the same decision counted. The same input always gives the same moves.
 */
export function redistribute({ from, backupId = null, leads, candidates, now, rules, agreed }: Input): Redistribution {
  const others = candidates.filter(({ id }) => id !== from.id).map((candidate) => ({ ...candidate }))
  const kept: Redistribution['kept'] = []
  const free = [...leads].sort(firstToGo).filter((lead) => {
    const why = whyStays(lead, now, rules)
    if (why && (!agreed || agreed.some(({ leadId }) => leadId === lead.id))) kept.push({ lead, why })
    return !why
  })
  const wanted = agreed ? agreed.length : Math.min(rules.most, howMany(from, leads, now, rules))

  const moves: Move[] = []
  const rank = (lead: OwnedLead) => rankOwners({ candidates: others, wanted: lead.wanted, asked: [from.id, ...lead.takenBy], now })
  const give = (lead: OwnedLead, to: RankedOwner, ranking: Ranking) => {
    moves.push({ lead, to, ranking })
    const receiver = others.find(({ id }) => id === to.id)
    if (receiver) Object.assign(receiver, { load: receiver.load + 1, lastAssignedAt: now })
  }

  if (agreed) {
    for (const { leadId, toId } of agreed) {
      const lead = free.find(({ id }) => id === leadId)
      const ranking = lead && rank(lead)
      const to = ranking?.ranked.find(({ id }) => id === toId)
      if (lead && ranking && to) give(lead, to, ranking)
      else if (lead) kept.push({ lead, why: 'no-room-any-more' })
      else if (!kept.some((each) => each.lead.id === leadId)) kept.push({ lead: { id: leadId, name: '' }, why: 'gone' })
    }
    return { moves, kept, wanted }
  }
  for (const lead of free.filter(({ touchedAt }) => rules.which !== 'untouched' || touchedAt === null)) {
    if (moves.length >= wanted) break
    const ranking = rank(lead)
    const to = ranking.ranked.find(({ id }) => id === backupId) ?? ranking.ranked[0]
    if (to) give(lead, to, ranking)
    else kept.push({ lead, why: 'nobody-fits' })
  }
  return { moves, kept: moves.length < wanted ? kept : [], wanted }
}

/** How many of the leads are to go. */
function howMany(from: Candidate, leads: OwnedLead[], now: number, { which, downTo }: MoveRules): number {
  if (which === 'all') return leads.length
  if (which === 'untouched') return leads.filter(({ touchedAt }) => touchedAt === null).length
  return Math.max(0, from.load - Math.floor(roomOf(from, now, standardRules) * downTo))
}

function whyStays({ isOffered, touchedAt, takenAt }: OwnedLead, now: number, { keepTouchedMs, keepTakenMs }: MoveRules): Kept | undefined {
  if (isOffered) return 'being-offered'
  if (touchedAt !== null && now - touchedAt < keepTouchedMs) return 'touched'
  if (takenAt !== null && now - takenAt < keepTakenMs) return 'just-taken'
  return undefined
}

/** Those that nobody was in touch with first, then the youngest; of equals the lower id. */
function firstToGo(one: OwnedLead, other: OwnedLead): number {
  return Number(one.touchedAt !== null) - Number(other.touchedAt !== null) || other.receivedAt - one.receivedAt || (one.id < other.id ? -1 : 1)
}
