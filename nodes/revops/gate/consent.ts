import { type ContactChannel, needsYes, type Purpose } from './channels'

/** One thing that a person said about being contacted. Never changed, never deleted. */
export interface ConsentEvent {
  channel: ContactChannel
  purpose: Purpose
  /** `asked`: somebody said yes in their name; it counts once they have confirmed it, which is a `granted` of its own. */
  state: 'granted' | 'withdrawn' | 'asked'
  /** When the person said it, and when we heard of it; ms since 1970. */
  at: number
  receivedAt: number
  /** Where it was said, which text it was said to, what proves it. */
  source: string
  textVersion?: string
}

/** How consent stands: never given, given, or taken back; by which event. `asked`: what waits to be confirmed. */
export type Consent = { state: 'none'; asked?: ConsentEvent } | { state: 'granted' | 'withdrawn'; event: ConsentEvent }

/**
 * How consent for a channel and purpose stands after these events, in whatever order they come. A no holds from when we hear of it; only a yes that was said
 * after that lifts it, so that an old yes that arrives late never does.
 */
export function foldConsent(events: ConsentEvent[], channel: ContactChannel, purpose: Purpose): Consent {
  let newest: (ConsentEvent & { state: 'granted' | 'withdrawn' }) | undefined
  let asked: ConsentEvent | undefined
  for (const event of events) {
    if (event.channel !== channel || event.purpose !== purpose) continue
    if (!isSaid(event)) asked = asked === undefined || comesAfter(event, asked) ? event : asked
    else if (newest === undefined || comesAfter(event, newest)) newest = event
  }
  if (newest) return { state: newest.state, event: newest }
  return asked ? { state: 'none', asked } : { state: 'none' }
}

/** What a person may confirm for a channel: what was asked in their name and neither holds already nor was refused since. */
export function openAsks(events: ConsentEvent[], channel: ContactChannel): Purpose[] {
  return (Object.keys(needsYes) as Purpose[]).filter((purpose) => {
    const stands = foldConsent(events, channel, purpose)
    if (stands.state === 'granted') return false
    return events.some((event) => event.state === 'asked' && event.channel === channel && event.purpose === purpose && (stands.state === 'none' || countsFrom(event) > countsFrom(stands.event)))
  })
}

function isSaid(event: ConsentEvent): event is ConsentEvent & { state: 'granted' | 'withdrawn' } {
  return event.state !== 'asked'
}

/** Whether these events let us write: there is a yes, or there need be none and nobody has said no. */
export function isAllowed(events: ConsentEvent[], channel: ContactChannel, purpose: Purpose): boolean {
  const { state } = foldConsent(events, channel, purpose)
  return state === 'granted' || (state === 'none' && !needsYes[purpose])
}

/** Nobody says yes before they have said it: a date in the future counts as the day we heard. */
function countsFrom({ state, at, receivedAt }: ConsentEvent): number {
  return state === 'withdrawn' ? receivedAt : Math.min(at, receivedAt)
}

function comesAfter(one: ConsentEvent, other: ConsentEvent): boolean {
  const difference = countsFrom(one) - countsFrom(other)
  return difference > 0 || (difference === 0 && one.state === 'withdrawn')
}
