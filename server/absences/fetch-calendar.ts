import type { IsAllowed } from '../connectors/http/guarded-lookup'
import { sendOnce } from '../connectors/http/send-once'

const maxBytes = 2 * 1024 * 1024
const withinMs = 20_000
const mostRedirects = 3

export type Fetched = { state: 'unchanged' } | { state: 'read'; text: string; etag: string | null } | { state: 'failed'; problem: string }

/** Gets a calendar: only from the public internet unless a host is allowed, each redirect included; at most 2 MB, within 20 seconds. Never a word of the address. */
export async function fetchCalendar({ url: first, etag }: { url: string; etag: string | null }, isAllowed: IsAllowed): Promise<Fetched> {
  let url = calendarAddress(first)
  const until = Date.now() + withinMs
  for (let hop = 0; url !== undefined && hop <= mostRedirects; hop += 1) {
    const headers = { 'user-agent': 'Watertight', accept: 'text/calendar', 'accept-encoding': 'identity', ...(etag !== null && hop === 0 && { 'if-none-match': etag }) }
    const sent = await sendOnce({ method: 'GET', url, headers, body: undefined, timeoutMs: Math.max(1, until - Date.now()), maxBytes }, isAllowed)
    if (sent.phase !== 'answered') {
      if (sent.phase === 'not-sent' && sent.code === 'EPRIVATE') return failed('Its address lies within a private network, where nothing is read.')
      return failed(sent.code === 'ETIMEDOUT' ? 'It did not answer in time.' : `It could not be reached (${sent.code}).`)
    }
    const { status, headers: answer, body, isCut } = sent
    if (status === 304) return { state: 'unchanged' }
    if (status === 200) return isCut ? failed('It is larger than 2 MB, or broke off.') : { state: 'read', text: body.toString('utf8'), etag: typeof answer.etag === 'string' && answer.etag.length <= 500 ? answer.etag : null }
    if (status < 300 || status >= 400 || answer.location === undefined) return failed(`It answered ${status}.`)
    const next: URL | undefined = URL.canParse(answer.location, url.href) ? calendarAddress(new URL(answer.location, url.href).href) : undefined
    if (next && url.protocol === 'https:' && next.protocol === 'http:') return failed('It led on from https to http, where it is not followed.')
    url = next
  }
  return failed('It led on to something that is not followed.')
}

/** Calendars are often given out as webcal://, which is https. Undefined for what is no web address. */
export function calendarAddress(text: string): URL | undefined {
  const written = text.trim().replace(/^webcals?:\/\//i, 'https://')
  if (!URL.canParse(written)) return undefined
  const url = new URL(written)
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url : undefined
}

function failed(problem: string): Fetched {
  return { state: 'failed', problem }
}
