/** A person who could get the subject, with today's room. Scores are in [0, 1]; times are ms since 1970. */
export interface Candidate {
  id: string
  name: string
  active: boolean
  /** None: all of them. */
  territories: string[]
  skills: string[]
  /** Language tags, as en or pt-BR. */
  languages: string[]
  zone: string
  /** The most live assignments at once, and how many there are now. */
  capacity: number
  load: number
  /** When somebody or a system last said how much room there is; null where nobody reports it. */
  capacityAt: number | null
  /** Share of comparable leads won lately, from the roster. */
  performance: number
  presence: 'online' | 'away' | 'offline'
  /** Out of office until this instant. */
  awayUntil: number | null
  /** When the absence that has begun is over, and when the last one that is over was. */
  absentUntil: number | null
  backAt: number | null
  /** Since when it is doubted that this person is there at all. */
  doubtedAt: number | null
  /** From when leads come, at first fewer. */
  joinedAt: number | null
  lastAssignedAt: number | null
}

/** What the subject asks of its owner. An empty territory, no skills, no languages: anybody will do. */
export interface Wanted {
  territory: string | null
  skills: string[]
  languages: string[]
}
