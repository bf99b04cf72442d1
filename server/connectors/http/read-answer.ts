import type { IncomingHttpHeaders } from 'node:http'
import type { Json, JsonObject } from '#nodes/sdk/json'

/** The most characters of a body, as JSON, that are kept for later steps. */
const mostKept = 60_000
const told = ['content-type', 'etag', 'last-modified', 'link', 'location', 'x-request-id'] as const

/**
 * An answer as later steps may use it: its status, a few headers, and its body as JSON where it is JSON, else as text.
 * `isCut`: the body was longer than what is kept, and is then text.
 */
export function readAnswer({ status, headers, body, isCut }: { status: number; headers: IncomingHttpHeaders; body: Buffer; isCut: boolean }): JsonObject {
  const shown = Object.fromEntries(told.flatMap((name) => (typeof headers[name] === 'string' ? [[name, (headers[name] as string).slice(0, 500)]] : [])))
  const answer = { status, headers: shown }
  if (!isReadable(headers)) return { ...answer, body: null, isCut: body.length > 0 }
  const text = decode(body, headers['content-type'])
  const value = isCut ? text : toJson(text)
  const length = JSON.stringify(value).length
  if (length <= mostKept) return { ...answer, body: value, isCut }
  return { ...answer, body: cutText(text), isCut: true }
}

/** Compressed answers are not asked for, and pictures and the like are nothing that a flow can read. */
function isReadable(headers: IncomingHttpHeaders): boolean {
  const encoding = headers['content-encoding']
  return (encoding === undefined || encoding === 'identity') && !/^(image|audio|video|font)\/|octet-stream|zip|pdf/i.test(headers['content-type'] ?? '')
}

function decode(body: Buffer, contentType: string | undefined): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return body.toString('utf8')
  }
}

function toJson(text: string): Json {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** As much of a text as stays within the limit once it is written as JSON, where a letter may take six. */
function cutText(text: string): string {
  let kept = text.slice(0, mostKept)
  while (JSON.stringify(kept).length > mostKept) kept = kept.slice(0, Math.floor(kept.length * 0.8))
  return kept
}
