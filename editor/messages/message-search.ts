import type { MessagesFilter } from '../api/messages'
import type { EffectState } from '../api/types'

/** Which messages are shown, and which one is open; as it stands in the address. */
export interface MessageSearch extends MessagesFilter {
  id?: string
}

/** Every state that a message can be in, those first that somebody may want to look at. */
export const messageStates: readonly EffectState[] = ['held', 'claimed', 'sending', 'unknown', 'failed', 'done', 'cancelled']

export function readMessageSearch(search: Record<string, unknown>): MessageSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const states = (text(search.state) ?? '').split(',').filter((state) => (messageStates as readonly string[]).includes(state))
  const given = { q: text(search.q), state: states.join(',') || undefined, channel: search.channel === 'email' || search.channel === 'sms' ? search.channel : undefined, flow: text(search.flow), id: text(search.id) }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
