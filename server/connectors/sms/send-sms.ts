import type { Delivery, LookedUp, Provider } from '#engine/providers'
import { isPrivateAddress } from '#nodes/revops/private-address'
import type { EffectRequest } from '#nodes/sdk/effect'
import type { SmsConnection } from '../../sms/find-connection'
import type { KnownDeliveries } from '../../sms/known-deliveries'
import { type Sent, sendOnce } from '../http/send-once'
import { parseRetryAfter } from '../http/retry-after'
import { natures } from '../natures'
import { listAddress, readList } from './look-up'

const who = 'The provider of text messages'
const maxAnswerBytes = 64 * 1024
const maxListBytes = 1024 * 1024

/** A number as E.164, and nothing else. */
const number = /^\+[1-9]\d{6,14}$/

/** What the provider's numbers mean, where a person can do something about it; its own words may have the number of a person in them. */
const refusals: Record<number, string> = {
  21211: 'the number is not a valid phone number', 21214: 'the number cannot be reached', 21408: 'the account may not send to this country', 21606: 'the sender is not one of the account’s numbers',
  21610: 'this person has said STOP to this sender', 21612: 'the sender cannot reach this number', 21614: 'the number is not a mobile phone', 21617: 'the text is too long', 21659: 'the sender is not one of the account’s numbers',
}

interface SmsOptions {
  findConnection(): SmsConnection | undefined
  /** Where the provider tells of messages. */
  publicUrl: string
  known: KnownDeliveries
}

/** Sends through the account that is connected, of a Twilio-compatible provider. It knows no keys, so that a message that may have been taken is looked for in what it lists. */
export function createSmsProvider({ findConnection, publicUrl, known }: SmsOptions): Provider {
  const send: Provider = async (request, { key, timeoutMs }) => {
    if (request.channel !== 'sms') throw new Error(`connectors.sms: cannot send a ${request.channel}`)
    if (!number.test(request.to)) return { state: 'failed', reason: 'The number is not one that text messages can be sent to.' }
    let connection: SmsConnection | undefined
    try {
      connection = findConnection()
    } catch {
      // Not repeated: the error may quote what it read.
      return { state: 'retry', reason: 'The token of the account could not be read with this installation’s key. Nothing was sent.' }
    }
    if (!connection) return { state: 'failed', reason: 'No provider for text messages is connected. Connect one at Settings → Channels.' }

    const { id, url, accountSid, sender } = connection
    const body = new URLSearchParams({
      To: request.to, Body: request.text, ...(sender.startsWith('MG') ? { MessagingServiceSid: sender } : { From: sender }),
      ...(canBeCalled(publicUrl) && { StatusCallback: `${publicUrl}/sms/${id}/status?effect=${encodeURIComponent(key)}` }),
    }).toString()
    const headers = { ...headersFor(connection), 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }
    // Where it goes is an admin's word, as with webhooks.
    const sent = await sendOnce({ method: 'POST', url: new URL(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`), headers, body, timeoutMs, maxBytes: maxAnswerBytes }, () => true)
    return deliveryOf(sent, Date.now())
  }

  return Object.assign(send, {
    nature: () => natures.sms,
    async lookUp(request: EffectRequest, { key, since, timeoutMs }: { key: string; since: number; timeoutMs: number }): Promise<LookedUp> {
      if (request.channel !== 'sms') throw new Error(`connectors.sms: cannot look for a ${request.channel}`)
      const told = known.of(key)
      if (told !== undefined) return { state: 'found', providerId: told }
      const connection = connectionOrNone(findConnection)
      if (!connection) return { state: 'unclear', reason: 'No provider for text messages is connected any more that could be asked what became of it.' }
      const sent = await sendOnce({ method: 'GET', url: listAddress(connection, request.to), headers: headersFor(connection), body: undefined, timeoutMs, maxBytes: maxListBytes }, () => true)
      return readList(sent, { sender: connection.sender, text: request.text, since }, (providerId) => known.isOfAnother(providerId, key, since))
    },
  })
}

function connectionOrNone(find: () => SmsConnection | undefined): SmsConnection | undefined {
  try {
    return find()
  } catch {
    return undefined
  }
}

function headersFor({ accountSid, token }: SmsConnection): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${token}`).toString('base64')}`, accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'Watertight' }
}

/** Providers refuse whole messages for an address that they could never call. */
function canBeCalled(publicUrl: string): boolean {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')
  return host !== 'localhost' && !(/^[\d.]+$|:/.test(host) && isPrivateAddress(host))
}

function deliveryOf(sent: Sent, now: number): Delivery {
  switch (sent.phase) {
    case 'not-sent':
      return { state: 'retry', reason: `${who} could not be reached (${sent.code}). Nothing was sent.` }
    case 'no-answer': {
      const how = sent.code === 'ETIMEDOUT' ? 'did not answer in time' : `ended the connection without an answer (${sent.code})`
      return { state: 'unknown', reason: `${who} took the message and ${how}. It may or may not have gone.` }
    }
    case 'answered':
      return deliveryOfAnswer(sent, now)
  }
}

function deliveryOfAnswer({ status, headers, body }: Sent & { phase: 'answered' }, now: number): Delivery {
  const { sid, code } = read(body)
  if (status >= 200 && status < 300) return sid ? { state: 'done', providerId: sid } : { state: 'unknown', reason: `${who} answered something that is not its own (${status}). The message may or may not have gone.` }
  if (status === 429 || status === 503) {
    const retryAfterMs = parseRetryAfter(headers['retry-after'], now)
    return { state: 'retry', reason: `${who} answered ${status}: too much at once.`, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  // Anything else from there on may have happened after the message was taken.
  if (status >= 500 || status === 408) return { state: 'unknown', reason: `${who} answered ${status}. The message may or may not have gone.` }
  if (status === 401 || status === 403) return { state: 'retry', reason: `${who} does not accept our account (${status}). Look at Settings → Channels. Nothing was sent.` }
  return { state: 'failed', reason: `${who} refused the message: ${(code && refusals[code]) ?? 'it gave no reason that is known here'} (${code ?? status}).` }
}

function read(body: Buffer): { sid?: string; code?: number } {
  try {
    const { sid, code } = JSON.parse(body.toString('utf8')) as { sid?: unknown; code?: unknown }
    return { ...(typeof sid === 'string' && sid.length > 0 && sid.length <= 64 && { sid }), ...(typeof code === 'number' && { code }) }
  } catch {
    return {}
  }
}
