import { decodeBytes } from './decode-bytes'
import { decodeQuoted } from './decode-quoted'
import { decodeWords } from './decode-words'

/** What the mailbox shows of a mail. Empty where the mail has nothing. */
export interface ParsedMail {
  messageId: string
  from: string
  to: string
  subject: string
  text: string
  /** The HTML as it came, where there is one. */
  html: string | null
}

interface Part {
  headers: Map<string, string>
  /** One character per byte, still encoded. */
  body: string
}

const maxDepth = 5

/**
 * Reads a mail as far as a local mailbox needs: decoded headers, the first plain text (else the words of the HTML), and the first HTML.
 * Never throws.
 */
export function parseMail(raw: Buffer): ParsedMail {
  const part = parsePart(raw.toString('latin1'))
  const header = (name: string) => decodeWords(toUtf8(part.headers.get(name) ?? '')).trim()
  const html = findText(part, 'text/html', 0) ?? null
  const text = findText(part, 'text/plain', 0) ?? stripTags(html ?? '')
  return { messageId: header('message-id'), from: header('from'), to: header('to'), subject: header('subject'), text: text.replaceAll('\r\n', '\n').trimEnd(), html }
}

function parsePart(source: string): Part {
  const gap = /\r?\n\r?\n/.exec(source)
  // A part may begin with its empty line: then it has no headers.
  const hasNone = /^\r?\n/.test(source)
  const head = hasNone ? '' : source.slice(0, gap?.index)
  const body = hasNone ? source.replace(/^\r?\n/, '') : gap ? source.slice(gap.index + gap[0].length) : ''

  const headers = new Map<string, string>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return { headers, body }
}

function findText(part: Part, wanted: 'text/plain' | 'text/html', depth: number): string | undefined {
  const contentType = part.headers.get('content-type') ?? 'text/plain'
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (type === wanted) return decodeBytes(decodeBody(part), paramOf(contentType, 'charset') ?? 'utf-8')
  const boundary = type.startsWith('multipart/') ? paramOf(contentType, 'boundary') : undefined
  if (!boundary || depth >= maxDepth) return undefined

  for (const child of splitParts(part.body, boundary)) {
    const text = findText(parsePart(child), wanted, depth + 1)
    if (text !== undefined) return text
  }
  return undefined
}

function decodeBody({ headers, body }: Part): Buffer {
  switch ((headers.get('content-transfer-encoding') ?? '').toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64')
    case 'quoted-printable':
      return decodeQuoted(body)
    default:
      return Buffer.from(body, 'latin1')
  }
}

function splitParts(body: string, boundary: string): string[] {
  // What stands before the first border and after the closing one is for readers without MIME.
  const [, ...pieces] = `\n${body}`.split(`\n--${boundary}`)
  const closing = pieces.findIndex((piece) => piece.startsWith('--'))
  return (closing === -1 ? pieces : pieces.slice(0, closing)).map((piece) => piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''))
}

function paramOf(header: string, name: string): string | undefined {
  for (const piece of header.split(';').slice(1)) {
    const [key = '', ...value] = piece.split('=')
    if (key.trim().toLowerCase() === name) return value.join('=').trim().replace(/^"|"$/g, '')
  }
  return undefined
}

/** Some senders put UTF-8 into headers as it is. */
function toUtf8(bytes: string): string {
  return new TextDecoder('utf-8').decode(Buffer.from(bytes, 'latin1'))
}

function stripTags(html: string): string {
  return html.replace(/<[^<>]*>/g, '')
}
