import { type BusinessHours, nextOpening } from '../business-time'
import { differentClocks } from '../local-time'
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
  const spans = hoursFor(who, rules, now)
  let at = now
  for (let moves = 0; moves < maxMoves; moves += 1) {
    // Before the latest of them at least one does not allow it.
    const latest = spans.reduce((last, hours) => Math.max(last, nextOpening(at, hours)), at)
    if (latest === at) return at
    at = latest
  }
  return undefined
}

/** What holds for whom, for as long as the rules are the same object: the calendar keeps what it has read of each. */
const holdingOf = new WeakMap<HoursRule[], Map<string, BusinessHours[]>>()
const maxKept = 1_000

/**
 * The hours that hold: of every rule that is for everywhere, or for a region in which the person may be, by the clocks of each zone in which the person may be. A rule
 * for a country holds in its parts, too; a rule for a part holds only for who is known to be there.
 */
function hoursFor({ channel, zones, regions }: { channel: ContactChannel; zones: string[]; regions: string[] }, rules: HoursRule[], now: number): BusinessHours[] {
  const kept = holdingOf.get(rules) ?? new Map<string, BusinessHours[]>()
  holdingOf.set(rules, kept)
  const key = [new Date(now).getUTCFullYear(), channel, ...zones, ...regions].join()
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= maxKept) kept.clear()
  const ours = rules.filter((rule) => rule.channels.includes(channel))
  const holding = ours.filter(({ region }) => region === undefined || regions.some((each) => each === region || each.startsWith(`${region}-`)))
  // The United States have 29 zones, and seven kinds of clocks.
  const clocks = differentClocks(zones, now)
  const hours = holding.flatMap(({ from, to, weekdays }) => clocks.map((zone): BusinessHours => ({ zone, weekdays: weekdays ?? everyDay, from, to, holidays: [] })))
  kept.set(key, hours)
  return hours
}
