import type { LeadState } from '../lead-states'

/** Which leads a list shows: those that fit everything that is given. In one field, any of its values will do. */
export interface LeadFilter {
  /** Parts of a name, company, e-mail or phone; several words must all be found. */
  text?: string
  states?: readonly LeadState[]
  /** Ids of reps; `nobody` stands for leads without an owner. */
  owners?: readonly string[]
  teams?: readonly string[]
  sources?: readonly string[]
  territories?: readonly string[]
  /** The source that sent the event, whatever source the lead itself counts to. */
  sentBy?: string
  /** Both ends are part of a range. */
  score?: Range
  amount?: Range
  /** Arrived in this time: `from` is part of it, `to` is not. */
  arrived?: Range
  /** Something that was to be done about them by this instant is not done. */
  overdueAt?: number
}

export interface Range {
  from?: number
  to?: number
}

export const nobody = 'nobody'
