import { timingSafeEqual } from 'node:crypto'
import { contactChannels, type ContactChannel, type Purpose, purposes } from '#nodes/revops/gate/channels'
import type { SecretBox } from '../secrets/secret-box'

/** Whose no it is, and to what. */
export interface UnsubscribeOf {
  contactId: string
  channel: ContactChannel
  purpose: Purpose
}

/** Makes the part of a link that proves who may say no by it. It does not expire: whoever keeps a message may say no at any time. */
export function makeUnsubscribeToken(box: SecretBox, { contactId, channel, purpose }: UnsubscribeOf): string {
  const body = `${contactId}.${channel}.${purpose}`
  return `${body}.${signature(box, body)}`
}

/** Ours have about 80 characters. */
const maxLength = 200

/** Reads a token; undefined when it was not made here. */
export function readUnsubscribeToken(box: SecretBox, token: string): UnsubscribeOf | undefined {
  if (token.length > maxLength) return undefined
  const [contactId, channel, purpose, given, ...rest] = token.split('.')
  if (!contactId || !channel || !purpose || !given || rest.length > 0) return undefined
  if (!Object.hasOwn(contactChannels, channel) || !Object.hasOwn(purposes, purpose)) return undefined
  const wanted = Buffer.from(signature(box, `${contactId}.${channel}.${purpose}`))
  const got = Buffer.from(given)
  if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return undefined
  return { contactId, channel: channel as ContactChannel, purpose: purpose as Purpose }
}

function signature(box: SecretBox, body: string): string {
  return box.sign('unsubscribe', body).subarray(0, 18).toString('base64url')
}
