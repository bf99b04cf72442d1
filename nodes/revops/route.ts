/** A person who could get the subject, with today's room. Scores are in [0, 1]; times are ms since 1970. */
export interface Candidate {
  id: string
  name: string
  active: boolean
  territories: string[]
  skills: string[]
  /** The most live assignments at once, and how many there are now. */
  capacity: number
  load: number
  /** Share of comparable leads won lately, from the roster. */
  performance: number
  presence: 'online' | 'away' | 'offline'
  /** Out of office until this instant. */
  awayUntil: number | null
  lastAssignedAt: number | null
}

/** What the subject asks of its owner. An empty territory or no skills: anybody will do. */
export interface Wanted {
  territory: string | null
  skills: string[]
}

/** Weights of the four parts; they need not add up to one. */
export interface Weights {
  capacity: number
  skill: number
  performance: number
  availability: number
}

export const standardWeights: Weights = { capacity: 0.4, skill: 0.3, performance: 0.2, availability: 0.1 }

/** The four visible parts of a score, each in [0, 1]. */
export type Parts = Weights

export interface RankedOwner {
  id: string
  name: string
  score: number
  parts: Parts
  load: number
  capacity: number
}

export type PassedOver = 'left' | 'other-territory' | 'full' | 'away' | 'asked-before'

export interface Ranking {
  /** Best first. */
  ranked: RankedOwner[]
  /** Who was passed over, and why; the first reason that holds. */
  passedOver: { id: string; name: string; why: PassedOver }[]
}

/**
 * Ranks who should get the subject: score = sum(weight * part) / sum(weights), highest first.
 *
 * Only the eligible are ranked: active, same territory, load below capacity, not away, not asked before in this run.
 * Ties go to the fewest assigned, then to the longest idle, then to the lower id, so the same input always gives the
 * same order. Parts: capacity = free share of room; skill = share of the wanted skills; performance as given;
 * availability = 1 online, 0.5 away from the desk, 0 offline.
 */
export function rankOwners(input: { candidates: Candidate[]; wanted: Wanted; asked: string[]; now: number; weights?: Weights }): Ranking {
  const { candidates, wanted, asked, now, weights = standardWeights } = input
  const ranked: (RankedOwner & { idleSince: number })[] = []
  const passedOver: Ranking['passedOver'] = []
  for (const candidate of candidates) {
    const why = whyNot(candidate, wanted, asked, now)
    if (why) {
      passedOver.push({ id: candidate.id, name: candidate.name, why })
      continue
    }
    const parts = scoreParts(candidate, wanted)
    ranked.push({
      id: candidate.id,
      name: candidate.name,
      score: combine(parts, weights),
      parts,
      load: candidate.load,
      capacity: candidate.capacity,
      idleSince: candidate.lastAssignedAt ?? 0,
    })
  }
  ranked.sort((a, b) => b.score - a.score || a.load - b.load || a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1))
  return { ranked: ranked.map(({ idleSince: _, ...owner }) => owner), passedOver }
}

function whyNot(candidate: Candidate, wanted: Wanted, asked: string[], now: number): PassedOver | undefined {
  if (!candidate.active) return 'left'
  if (wanted.territory && !candidate.territories.includes(wanted.territory)) return 'other-territory'
  if (asked.includes(candidate.id)) return 'asked-before'
  if (candidate.awayUntil !== null && candidate.awayUntil > now) return 'away'
  if (candidate.load >= candidate.capacity) return 'full'
  return undefined
}

function scoreParts(candidate: Candidate, wanted: Wanted): Parts {
  const matched = wanted.skills.filter((skill) => candidate.skills.includes(skill)).length
  return {
    capacity: clamp((candidate.capacity - candidate.load) / candidate.capacity),
    skill: wanted.skills.length === 0 ? 1 : matched / wanted.skills.length,
    performance: clamp(candidate.performance),
    availability: { online: 1, away: 0.5, offline: 0 }[candidate.presence],
  }
}

/** Rounded to nine digits so that equal parts give equal scores whatever the order of addition. */
function combine(parts: Parts, weights: Weights): number {
  const sum = weights.capacity + weights.skill + weights.performance + weights.availability
  if (!(sum > 0)) return 0
  const score =
    (weights.capacity * parts.capacity + weights.skill * parts.skill + weights.performance * parts.performance + weights.availability * parts.availability) / sum
  return Math.round(score * 1e9) / 1e9
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0
}
