import { addBusinessTime, type BusinessHours, businessMs } from '../business-time'
import { localDay } from '../local-day'
import { instantOf } from '../local-time'
import { nextAllowed } from './allowed-hours'
import { type ContactChannel, needsYes, type Purpose } from './channels'
import { type Consent, type ConsentEvent, foldConsent } from './consent'
import type { GateRules } from './gate-rules'
import type { Whereabouts } from './zones-of-contact'

/** A message, or a call, that somebody or some flow is about to make. */
export interface TouchWish {
  channel: ContactChannel
  purpose: Purpose
  /** After this it is of no use any more; ms since 1970. */
  expiresAt?: number
  /** How long it is of use, in ms: for somebody who is away it counts from when they are back. */
  usefulMs?: number
}

/** What a person was reached by, or reached us by, of late. */
export interface Touch {
  channel: ContactChannel | 'meeting'
  at: number
  by: 'flow' | 'colleague'
}

/** What the gate knows of a person, read in the transaction in which the touch begins. */
export interface ContactFacts {
  /** Deleted, or merged into another. */
  isGone: boolean
  hasAddress: boolean
  /** The address is there, and takes no messages. */
  isAddressDead?: boolean
  /** Until when the person is away, or was, by their own automatic reply; ms since 1970. */
  awayUntil?: number | null
  where: Whereabouts
  consents: ConsentEvent[]
  /** Entries of the do-not-contact list that name this person; without a channel all of them. */
  doNotContact: { channel: ContactChannel | null; reason: string }[]
  /** Channels that the person does not want to be reached by, whatever it is about. */
  unwanted: ContactChannel[]
  /** Of the last eight days at least; in any order. */
  touches: Touch[]
  /** Others of the same company whom flows have reached within the last two days. */
  atCompany?: { contactId: string; at: number }[]
}

export type GateCheckName = 'known' | 'address' | 'do-not-contact' | 'consent' | 'preference' | 'away' | 'colleague' | 'company' | 'gap' | 'cap' | 'hours' | 'expiry'

/** One question that the gate has asked. `until`: from then on it would be answered otherwise. */
export interface GateCheck {
  name: GateCheckName
  passed: boolean
  until?: number
  /** What it found, for the words: how many of how many, which consent. */
  found?: Record<string, string | number>
}

export interface GateDecision {
  verdict: 'send' | 'hold' | 'cancel'
  /** While held: when to ask again. */
  until?: number
  /** In the order in which they were asked; after one that cancels none was asked. */
  checks: GateCheck[]
}

const dayMs = 86_400_000
const minuteMs = 60_000
/** Each round may move the instant on by one rule, which the next rule then looks at again. */
const maxRounds = 60

/**
 * Whether a person may be reached now, by this channel, for this purpose; if not, whether later, or not at all. First what forbids it for good, then what puts it
 * off: that the person is away, the touch of a colleague, others of the same company, the time since the last message, how many there were, the hours where the person is. All of these are asked again for the later
 * instant, so that what is held until then may go then, as far as can be known now.
 */
export function decideTouch(wish: TouchWish, facts: ContactFacts, rules: GateRules, hours: BusinessHours, now: number): GateDecision {
  const checks: GateCheck[] = []
  for (const check of forGood(wish, facts)) {
    checks.push(check)
    if (!check.passed) return { verdict: 'cancel', checks }
  }
  let at = now
  for (let round = 0; round < maxRounds; round += 1) {
    const asked = putOffs(wish, facts, { rules, hours }, at)
    if (round === 0) checks.push(...asked)
    const next = Math.max(at, ...asked.map(({ until }) => until ?? at))
    if (asked.some(({ passed, until }) => !passed && until === undefined)) return { verdict: 'cancel', checks }
    if (next === at) break
    at = next
  }
  const expiresAt = expiryOf(wish, facts)
  const isInTime = expiresAt === undefined || at <= expiresAt
  checks.push({ name: 'expiry', passed: isInTime, ...(expiresAt !== undefined && { found: { expiresAt } }) })
  if (!isInTime) return { verdict: 'cancel', checks }
  return at === now ? { verdict: 'send', checks } : { verdict: 'hold', until: at, checks }
}

function forGood({ channel, purpose }: TouchWish, facts: ContactFacts): GateCheck[] {
  const entry = facts.doNotContact.find((each) => each.channel === null || each.channel === channel)
  return [
    { name: 'known', passed: !facts.isGone },
    { name: 'address', passed: facts.hasAddress && !facts.isAddressDead, ...(facts.isAddressDead && { found: { isDead: 1 } }) },
    { name: 'do-not-contact', passed: entry === undefined, ...(entry && { found: { reason: entry.reason } }) },
    consentCheck(foldConsent(facts.consents, channel, purpose), purpose),
    { name: 'preference', passed: !facts.unwanted.includes(channel) },
  ]
}

function consentCheck(consent: Consent, purpose: Purpose): GateCheck {
  if (consent.state === 'none') return { name: 'consent', passed: !needsYes[purpose], found: consent.asked ? { state: 'asked', at: consent.asked.at, source: consent.asked.source } : { state: 'none' } }
  const { state, event } = consent
  return { name: 'consent', passed: state === 'granted', found: { state, at: event.at, source: event.source } }
}

function putOffs(wish: TouchWish, facts: ContactFacts, { rules, hours }: { rules: GateRules; hours: BusinessHours }, at: number): GateCheck[] {
  return [awayCheck(wish, facts, rules, at), colleagueCheck(wish, facts, rules, hours, at), companyCheck(wish, facts, rules, at), gapCheck(facts, rules, at), ...rules.caps.filter(({ channel }) => channel === undefined || channel === wish.channel).map((cap) => capCheck(cap, facts, at)), hoursCheck(wish, facts, rules, at)]
}

/** Who is away reads nothing until then; what a contract makes necessary does not wait. */
function awayCheck({ purpose }: TouchWish, { awayUntil }: ContactFacts, { neverHeldByPeople }: GateRules, at: number): GateCheck {
  if (!awayUntil || awayUntil <= at || neverHeldByPeople.includes(purpose)) return { name: 'away', passed: true }
  return { name: 'away', passed: false, until: awayUntil }
}

/** The time for which a message is of use does not run while the person is away. */
function expiryOf({ expiresAt, usefulMs }: TouchWish, { awayUntil }: ContactFacts): number | undefined {
  if (expiresAt === undefined || usefulMs === undefined || !awayUntil) return expiresAt
  return Math.max(expiresAt, awayUntil + usefulMs)
}

function colleagueCheck({ purpose }: TouchWish, { touches }: ContactFacts, rules: GateRules, hours: BusinessHours, at: number): GateCheck {
  const last = newestOf(touches, ({ by }) => by === 'colleague')
  if (last === undefined || rules.afterHumanDays === 0 || rules.neverHeldByPeople.includes(purpose)) return { name: 'colleague', passed: true }
  const until = addBusinessTime(last.at, businessMs({ amount: rules.afterHumanDays, unit: 'd' }, hours), hours)
  return until <= at ? { name: 'colleague', passed: true } : { name: 'colleague', passed: false, until, found: { at: last.at, channel: last.channel } }
}

/** A company is not written to all over on one day, as days are where this person is. */
function companyCheck({ purpose }: TouchWish, { atCompany = [], where }: ContactFacts, { peoplePerCompany, neverHeldByPeople }: GateRules, at: number): GateCheck {
  if (peoplePerCompany === 0 || neverHeldByPeople.includes(purpose)) return { name: 'company', passed: true }
  const zone = where.zones[0] ?? 'UTC'
  const today = localDay(at, zone).date
  const count = new Set(atCompany.filter((touch) => localDay(touch.at, zone).date === today).map(({ contactId }) => contactId)).size
  const found = { count, most: peoplePerCompany }
  return count < peoplePerCompany ? { name: 'company', passed: true, found } : { name: 'company', passed: false, until: instantOf(Date.parse(today) + dayMs, zone), found }
}

function gapCheck({ touches }: ContactFacts, { gapMinutes }: GateRules, at: number): GateCheck {
  const last = newestOf(touches, ({ by }) => by === 'flow')
  const until = (last?.at ?? Number.NEGATIVE_INFINITY) + gapMinutes * minuteMs
  return until <= at ? { name: 'gap', passed: true } : { name: 'gap', passed: false, until, found: { at: last?.at ?? 0 } }
}

/** Messages of flows count by the days of the person: a week is today and the six days before. */
function capCheck({ channel, per, most }: GateRules['caps'][number], { touches, where }: ContactFacts, at: number): GateCheck {
  const zone = where.zones[0] ?? 'UTC'
  const today = localDay(at, zone).date
  const days = per === 'day' ? 1 : 7
  const counted = touches.filter((touch) => touch.by === 'flow' && (channel === undefined || touch.channel === channel)).map((touch) => localDay(touch.at, zone).date).filter((date) => daysBetween(date, today) < days && date <= today).sort()
  const found = { count: counted.length, most, per, ...(channel && { channel }) }
  if (counted.length < most) return { name: 'cap', passed: true, found }
  // The one that must have fallen out of the time before there is room again.
  const blocking = counted[counted.length - most] ?? today
  return { name: 'cap', passed: false, until: instantOf(Date.parse(blocking) + days * dayMs, zone), found }
}

function hoursCheck({ channel }: TouchWish, { where }: ContactFacts, { hours }: GateRules, at: number): GateCheck {
  const until = nextAllowed(at, { channel, ...where }, hours)
  if (until === at) return { name: 'hours', passed: true }
  return { name: 'hours', passed: false, ...(until !== undefined && { until }), found: { zones: where.zones.length, zone: where.zones[0] ?? '' } }
}

function newestOf(touches: Touch[], fits: (touch: Touch) => boolean): Touch | undefined {
  return touches.filter(fits).reduce<Touch | undefined>((newest, touch) => (newest === undefined || touch.at > newest.at ? touch : newest), undefined)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}
