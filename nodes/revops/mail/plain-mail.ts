import { escapeHtml } from './markdown-mail'
import { webLink } from './web-link'

/** A plain text as HTML that says the same: paragraphs, lines, and web addresses that can be followed. Nothing in it is read as a sign. */
export function plainMail(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(lineOf).join('<br>')}</p>\n`)
    .join('')
}

function lineOf(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((part, index) => (index % 2 === 1 && webLink(part) !== undefined ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part)))
    .join('')
}
