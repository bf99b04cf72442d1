import { t } from '../../sdk/t'
import { contactChannels, type ContactChannel, purposes } from './channels'
import type { GateCheck, GateDecision, TouchWish } from './decide-touch'

/** How instants and days are said: the server says them in UTC, pages in the reader's own words. */
export type SayMoment = (at: number) => string

/** What a check found, in a sentence: why it stops the message, or that it does not. */
export function explainCheck({ name, passed, until, found = {} }: GateCheck, { channel, purpose }: TouchWish, say: SayMoment): string {
  const way = contactChannels[channel]
  const about = purposes[purpose]
  switch (name) {
    case 'known':
      return passed ? t('This person is on record') : t('This person is not on record any more')
    case 'address':
      if (found.isDead) return t('Messages to the address for {channel} come back: nobody has it', { channel: way })
      return passed ? t('There is an address for {channel}', { channel: way }) : t('There is no address for {channel}', { channel: way })
    case 'do-not-contact':
      return passed ? t('Not on the do-not-contact list') : t('On the do-not-contact list: {reason}', { reason: String(found.reason ?? '') })
    case 'consent':
      return consentWords(found, way, about, say)
    case 'preference':
      return passed ? t('Has nothing against {channel}', { channel: way }) : t('Does not want to be reached by {channel}', { channel: way })
    case 'away':
      return passed ? t('Not away, as far as we know') : t('Away until {until}, as an automatic reply said; it waits until then', { until: say(until ?? 0) })
    case 'colleague':
      return passed ? t('No colleague was in touch of late') : t('A colleague was in touch ({channel}, {when}); it waits until {until}', { channel: channelWord(found.channel), when: say(Number(found.at)), until: say(until ?? 0) })
    case 'company':
      return passed ? t('Not too many of the same company today') : t('{count} others of the same company were written to today, and {most} are allowed; it waits until {until}', { count: Number(found.count), most: Number(found.most), until: say(until ?? 0) })
    case 'gap':
      return passed ? t('The last message is long enough ago') : t('The last message went out at {when}; the next may go at {until}', { when: say(Number(found.at)), until: say(until ?? 0) })
    case 'cap':
      return capWords(found, passed, until, say)
    case 'hours':
      if (passed) return t('A good time of day where this person is')
      if (until === undefined) return t('There is no time of day that is allowed in all {count} time zones where this person may be', { count: Number(found.zones) })
      return Number(found.zones) > 1 ? t('Too early or too late in one of {count} time zones where this person may be; it waits until {until}', { count: Number(found.zones), until: say(until) }) : t('Too early or too late where this person is ({zone}); it waits until {until}', { zone: String(found.zone), until: say(until) })
    case 'expiry':
      return passed ? t('Still of use') : t('By the time it may go it is of no use any more ({when})', { when: say(Number(found.expiresAt)) })
  }
}

/** The first thing that stands against it, in a sentence; undefined where nothing does. */
export function explainDecision({ checks, until }: GateDecision, wish: TouchWish, say: SayMoment): string | undefined {
  // What puts it off longest is what people want to know.
  const against = checks.filter(({ passed }) => !passed)
  const longest = against.find((check) => check.until === undefined) ?? against.reduce<GateCheck | undefined>((most, check) => ((check.until ?? 0) > (most?.until ?? 0) ? check : most), undefined)
  if (longest) return explainCheck(longest, wish, say)
  return until === undefined ? undefined : t('It waits until {until}', { until: say(until) })
}

function consentWords({ state, at, source }: NonNullable<GateCheck['found']>, channel: string, about: string, say: SayMoment): string {
  if (state === 'granted') return t('Said yes to {channel} about “{purpose}” on {when} ({source})', { channel, purpose: about, when: say(Number(at)), source: String(source) })
  if (state === 'withdrawn') return t('Took back the yes to {channel} about “{purpose}” on {when} ({source})', { channel, purpose: about, when: say(Number(at)), source: String(source) })
  if (state === 'asked') return t('Said yes to {channel} about “{purpose}” on {when} ({source}), and has not confirmed it yet', { channel, purpose: about, when: say(Number(at)), source: String(source) })
  return t('Never asked about {channel} for “{purpose}”', { channel, purpose: about })
}

function capWords({ count, most, per, channel }: NonNullable<GateCheck['found']>, passed: boolean, until: number | undefined, say: SayMoment): string {
  const what = channel === undefined ? t('messages of all kinds') : channelWord(channel)
  const span = per === 'day' ? t('today') : t('within seven days')
  if (passed) return t('{count} of {most} {span}: {what}', { count: Number(count), most: Number(most), span, what })
  return t('{count} of {most} {span}: {what}; there is room again at {until}', { count: Number(count), most: Number(most), span, what, until: say(until ?? 0) })
}

function channelWord(channel: string | number | undefined): string {
  return contactChannels[channel as ContactChannel] ?? String(channel ?? '')
}
