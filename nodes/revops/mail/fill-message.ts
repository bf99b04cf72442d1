import type { JsonObject } from '../../sdk/json'
import { renderMarked } from '../text'
import { escapeMarkdown } from './escape-markdown'
import { type LeadLink, markdownMail } from './markdown-mail'
import { plainMail } from './plain-mail'

/** Words with fields in them. `markdown`: their body is Markdown, and what fields leave in it never is. */
export interface FieldedWords {
  subject: string
  body: string
  form: 'plain' | 'markdown'
}

export interface FilledMessage {
  subject: string
  text: string
  /** The same as HTML, without the page around it. */
  html: string
  /** How many fields left nothing. Where there are any, it must not be sent. */
  gaps: number
}

const longestSubject = 200

/** The words with every field filled; `gap` stands where one left nothing. Throws where the words cannot be read. */
export function fillMessage({ subject, body, form }: FieldedWords, scope: JsonObject, { lead, gap = '' }: { lead?: LeadLink; gap?: string } = {}): FilledMessage {
  const subjectParts = renderMarked(subject, scope)
  const bodyParts = form === 'markdown' ? renderMarked(body, scope, escapeMarkdown) : renderMarked(body, scope)
  const joined = (parts: (string | null)[]) => parts.map((part) => part ?? gap).join('')
  const words = joined(bodyParts).trim()
  return {
    ...(form === 'markdown' ? markdownMail(words, lead) : { text: words, html: plainMail(words) }),
    // A line break in a header would begin another one.
    subject: joined(subjectParts).replace(/[\r\n]+/g, ' ').trim().slice(0, longestSubject),
    gaps: [...subjectParts, ...bodyParts].filter((part) => part === null).length,
  }
}
