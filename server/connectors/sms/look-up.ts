import type { LookedUp } from '#engine/providers'
import type { SmsConnection } from '../../sms/find-connection'
import type { Sent } from '../http/send-once'

/** Clocks of providers may be behind ours. */
const skewMs = 60_000
const pageSize = 100

/** One text message as the provider's list has it. */
interface Listed {
  sid: string
  body: string
  from: string
  at: number
}

/** Where the newest messages to a number are listed. */
export function listAddress({ url, accountSid }: SmsConnection, to: string): URL {
  return new URL(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json?${new URLSearchParams({ To: to, PageSize: String(pageSize) }).toString()}`)
}

/**
 * What a list of messages to a number says about one that was begun at `since`: found by its text, its sender and its time, unless it is known as another message's. A list that may
 * have been cut off before that time says nothing.
 */
export function readList(sent: Sent, { sender, text, since }: { sender: string; text: string; since: number }, isOfAnother: (providerId: string) => boolean): LookedUp {
  if (sent.phase !== 'answered') return { state: 'unclear', reason: `The provider was asked what became of it and could not be reached (${sent.code}).` }
  const listed = sent.status === 200 && !sent.isCut ? read(sent.body) : undefined
  if (!listed) return { state: 'unclear', reason: `The provider was asked what became of it and answered ${sent.status}.` }
  const begun = since - skewMs
  // Through a messaging service any of its numbers may be the sender; accounts on trial put a line before the text.
  const ours = listed.find((each) => each.at >= begun && each.body.endsWith(text) && (sender.startsWith('MG') || each.from === sender) && !isOfAnother(each.sid))
  if (ours) return { state: 'found', providerId: ours.sid }
  const isWhole = listed.length < pageSize || listed.some(({ at }) => at < begun)
  return isWhole ? { state: 'absent' } : { state: 'unclear', reason: 'The provider has taken too many messages to this number since then to tell.' }
}

function read(body: Buffer): Listed[] | undefined {
  try {
    const { messages } = JSON.parse(body.toString('utf8')) as { messages?: unknown }
    if (!Array.isArray(messages)) return undefined
    return (messages as Record<string, unknown>[]).filter(({ direction }) => direction !== 'inbound').map(({ sid, body: text, from, date_created: created }) => ({ sid: String(sid), body: String(text), from: String(from), at: Date.parse(String(created)) }))
  } catch {
    return undefined
  }
}
