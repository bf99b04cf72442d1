import { contactChannels, type ContactChannel, type Purpose, purposes } from '#nodes/revops/gate/channels'
import type { Json, JsonObject } from '#nodes/sdk/json'

export interface ReadConsent {
  channel: ContactChannel
  purpose: Purpose
  state: 'granted' | 'withdrawn'
  /** When it was said, where the sender tells. */
  at?: number
  textVersion?: string
  source?: string
}

const most = 20
const maxText = 200

/**
 * What an arriving lead says about being contacted, under `consent`: a list of `{ channel, purpose, state, at, textVersion, source }` (all but the channel may be
 * left out: news and offers, granted, now), or `{ "email": true, "sms": false }` for news and offers. What cannot be read says nothing; it is kept with the lead.
 */
export function readConsents({ consent }: JsonObject): ReadConsent[] {
  if (Array.isArray(consent)) return consent.slice(0, most).flatMap(readEntry)
  if (!isObject(consent)) return []
  return Object.entries(consent).flatMap(([channel, said]): ReadConsent[] => (isChannel(channel) && typeof said === 'boolean' ? [{ channel, purpose: 'marketing', state: said ? 'granted' : 'withdrawn' }] : []))
}

function readEntry(entry: Json): ReadConsent[] {
  if (!isObject(entry)) return []
  const { channel, purpose = 'marketing', state = 'granted', at, textVersion, source } = entry
  if (!isChannel(channel) || !isPurpose(purpose) || (state !== 'granted' && state !== 'withdrawn')) return []
  const saidAt = typeof at === 'string' ? Date.parse(at) : Number.NaN
  return [{ channel, purpose, state, ...(Number.isFinite(saidAt) && { at: saidAt }), ...text('textVersion', textVersion), ...text('source', source) }]
}

function text<Name extends string>(name: Name, value: Json | undefined): { [Key in Name]?: string } {
  return (typeof value === 'string' && value.trim() !== '' ? { [name]: value.trim().slice(0, maxText) } : {}) as { [Key in Name]?: string }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isChannel(value: Json | undefined): value is ContactChannel {
  return typeof value === 'string' && Object.hasOwn(contactChannels, value)
}

function isPurpose(value: Json | undefined): value is Purpose {
  return typeof value === 'string' && Object.hasOwn(purposes, value)
}
