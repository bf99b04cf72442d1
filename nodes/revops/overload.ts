import { t } from '../sdk/t'

/** How much somebody has to do now, as far as it says whether that is too much. Times are ms since 1970. */
export interface Workload {
  name: string
  /** Today's room. */
  capacity: number
  /** Since when each of the leads takes up room that do so now. */
  heldSince: number[]
  /** How many tasks there are whose time is over. */
  lateTasks: number
}

/** When it is too much: so large a part of the room taken for so long, or so many late tasks. */
export interface OverloadRules {
  share: number
  forMs: number
  lateTasks: number
}

export const standardOverload: OverloadRules = { share: 0.9, forMs: 24 * 3_600_000, lateTasks: 10 }

/** Why it is too much; the first reason that holds. */
export type Overload =
  | { why: 'over-room'; load: number; capacity: number }
  | { why: 'full-for-long'; load: number; capacity: number; since: number }
  | { why: 'late-tasks'; load: number; capacity: number; lateTasks: number }

/**
 * Whether somebody has too much to do at `now`, and why: more leads than room, whatever the rules; the rules' part of the room taken without a break for
 * their time; or their number of late tasks. How long it has been so is read from the leads that take up the room now, so it is never said to be longer than it was.
 */
export function whyOverloaded({ capacity, heldSince, lateTasks }: Workload, now: number, rules: OverloadRules = standardOverload): Overload | undefined {
  const load = heldSince.length
  if (load > capacity) return { why: 'over-room', load, capacity }
  // Of those that are held now, the oldest so many were held together from the last of them on.
  const since = [...heldSince].sort((a, b) => a - b)[Math.ceil(capacity * rules.share) - 1]
  if (since !== undefined && now - since >= rules.forMs) return { why: 'full-for-long', load, capacity, since }
  if (lateTasks >= rules.lateTasks) return { why: 'late-tasks', load, capacity, lateTasks }
  return undefined
}

/** In one sentence, for the person's manager. */
export function explainOverload(name: string, overload: Overload, now: number): string {
  const { load, capacity } = overload
  switch (overload.why) {
    case 'over-room':
      return t('{name} has {load, plural, one {# lead} other {# leads}} and room for {capacity}.', { name, load, capacity })
    case 'full-for-long':
      return t('{name} has had next to no room for {hours, plural, one {# hour} other {# hours}}: {load} of {capacity}.', { name, load, capacity, hours: Math.floor((now - overload.since) / 3_600_000) })
    case 'late-tasks':
      return t('{name} has {late, plural, one {# late task} other {# late tasks}}.', { name, late: overload.lateTasks })
  }
}
