import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'

/** What is read of a mail that arrives. */
export interface IncomingMail {
  /** What makes it the same mail when it comes again. */
  id: string
  /** In lower case; empty where it says none. */
  from: string
  subject: string
  text: string
  /** By name in lower case; of several the first. */
  headers: Record<string, string>
  /** The Message-IDs that it answers, the nearest first. */
  answers: string[]
  /** Of a report about a message that did not arrive: what it says, and the Message-ID of that message. */
  report?: { text: string; about: string | undefined }
}

const maxAnswers = 50
const messageId = /<[^<>\s]{1,200}>/g

/** Reads a mail as it was sent (RFC 5322). Attachments are left out, but for reports. Throws where it is none. */
export async function readMail(raw: Buffer): Promise<IncomingMail> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 20 })
  const headers: Record<string, string> = {}
  for (const { key, value } of mail.headers) headers[key] ??= value
  if (headers.from === undefined && headers['message-id'] === undefined) throw new Error('no mail')
  const answers = [...ids(mail.inReplyTo), ...ids(mail.references).reverse()]
  return {
    id: ids(mail.messageId)[0] ?? `sha256:${createHash('sha256').update(raw).digest('hex')}`,
    from: (mail.from && 'address' in mail.from ? (mail.from.address ?? '') : '').trim().toLowerCase(),
    subject: mail.subject ?? '', text: mail.text ?? wordsOf(mail.html ?? ''), headers, answers: [...new Set(answers)].slice(0, maxAnswers), ...reportOf(mail),
  }
}

function ids(text: string | undefined): string[] {
  return text?.match(messageId) ?? []
}

function reportOf({ attachments }: Email): Pick<IncomingMail, 'report'> {
  const partOf = (...types: string[]) => {
    const content = attachments.find(({ mimeType }) => types.includes(mimeType))?.content
    return content === undefined ? undefined : typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8')
  }
  const text = partOf('message/delivery-status', 'message/global-delivery-status')
  if (text === undefined) return {}
  const original = partOf('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers') ?? ''
  return { report: { text, about: ids(/^message-id:\s*(.*)$/im.exec(original)?.[1])[0] } }
}

/** The words of a mail that has no plain text. */
function wordsOf(html: string): string {
  return html.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '').replace(/<br\s*\/?>|<\/(p|div|tr|li|h\d)>/gi, '\n').replace(/<[^>]*>/g, '').replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').trim()
}
