import { type BusinessHours, nextOpening } from '../business-time'
import type { ContactChannel } from './channels'

/** When people somewhere may be reached by a channel: by the clock of the person. */
export interface HoursRule {
  channels: ContactChannel[]
  /** A country or a part of one (`US`, `US-FL`); without it everywhere. */
  region?: string
  /** "08:00", and before "20:00". */
  from: string
  to: string
  /** 1 Monday … 7 Sunday; all of them where none are named. */
  weekdays?: number[]
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]
/** So many moves forward are tried before it is said that no hour fits: rules of several zones may take a few each day. */
const maxMoves = 400

/**
 * The first instant from `now` on at which every rule for the channel allows it, in every zone in which the person may be. Undefined where there is none within
 * weeks: then the rules exclude one another. Ms since 1970.
 */
export function nextAllowed(now: number, who: { channel: ContactChannel; zones: string[]; regions: string[] }, rules: HoursRule[]): number | undefined {
  const spans = hoursFor(who, rules)
  let at = now
  for (let moves = 0; moves < maxMoves; moves += 1) {
    const later = spans.map((hours) => nextOpening(at, hours)).find((opening) => opening > at)
    if (later === undefined) return at
    at = later
  }
  return undefined
}

/**
 * The hours that hold: of every rule that is for everywhere, or for a region in which the person may be, by the clocks of each zone in which the person may be. A rule
 * for a country holds in its parts, too; a rule for a part holds only for who is known to be there.
 */
function hoursFor({ channel, zones, regions }: { channel: ContactChannel; zones: string[]; regions: string[] }, rules: HoursRule[]): BusinessHours[] {
  const ours = rules.filter((rule) => rule.channels.includes(channel))
  const holding = ours.filter(({ region }) => region === undefined || regions.some((each) => each === region || each.startsWith(`${region}-`)))
  return holding.flatMap(({ from, to, weekdays }) => zones.map((zone): BusinessHours => ({ zone, weekdays: weekdays ?? everyDay, from, to, holidays: [] })))
}
