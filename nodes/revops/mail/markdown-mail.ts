import { Marked, type Token, type Tokens } from 'marked'
import { webLink } from './web-link'

/** An e-mail in both of its forms: what programs without pictures and styles show, and what the others do. */
export interface MailBody {
  text: string
  html: string
}

/** Where a link leads to in the end: as it is, or by us. */
export type LeadLink = (address: string) => string

const marked = new Marked({ gfm: true, async: false })

/**
 * What people write as Markdown, as an e-mail: no HTML of their own, no pictures, and links only to the web. `lead` may send links in the HTML by another address; the plain
 * text says the address itself. Never throws.
 */
export function markdownMail(markdown: string, lead: LeadLink = (address) => address): MailBody {
  const tokens = marked.lexer(markdown)
  return { html: tokens.map((token) => htmlOf(token, lead)).join(''), text: tokens.map((token) => textOf(token)).join('').replace(/\n{3,}/g, '\n\n').trim() }
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}

const partsOf = (token: Token): Token[] => ('tokens' in token && token.tokens ? token.tokens : [])

function htmlOf(token: Token, lead: LeadLink): string {
  const inner = (tokens: Token[] = partsOf(token)) => tokens.map((each) => htmlOf(each, lead)).join('')
  switch (token.type) {
    case 'space':
    case 'def':
      return ''
    case 'paragraph':
      return `<p>${inner()}</p>\n`
    case 'heading':
      return `<h${Math.min(3, token.depth as number)}>${inner()}</h${Math.min(3, token.depth as number)}>\n`
    case 'strong':
    case 'em':
    case 'del':
    case 'blockquote':
      return `<${token.type}>${inner()}</${token.type}>`
    case 'codespan':
      return `<code>${escapeHtml(token.text as string)}</code>`
    case 'code':
      return `<pre>${escapeHtml(token.text as string)}</pre>\n`
    case 'br':
      return '<br>'
    case 'hr':
      return '<hr>'
    case 'list':
      return `<${token.ordered ? 'ol' : 'ul'}>${(token as Tokens.List).items.map((item) => `<li>${inner(item.tokens)}</li>`).join('')}</${token.ordered ? 'ol' : 'ul'}>\n`
    case 'table':
      return tableOf(token as Tokens.Table, inner)
    case 'link': {
      const address = webLink(token.href as string)
      return address === undefined ? inner() : `<a href="${escapeHtml(lead(address))}">${inner()}</a>`
    }
    case 'text':
      return partsOf(token).length > 0 ? inner() : escapeHtml(token.text as string)
    case 'escape':
      return escapeHtml(token.text as string)
    default:
      // HTML, pictures and what we do not know: as it was written, never as it was meant.
      return escapeHtml(token.raw)
  }
}

function tableOf({ header, rows }: Tokens.Table, inner: (tokens: Token[]) => string): string {
  const row = (cells: Tokens.TableCell[], tag: string) => `<tr>${cells.map(({ tokens }) => `<${tag}>${inner(tokens)}</${tag}>`).join('')}</tr>`
  return `<table>${row(header, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>\n`
}

function textOf(token: Token): string {
  const inner = (tokens: Token[] = partsOf(token)) => tokens.map((each) => textOf(each)).join('')
  switch (token.type) {
    case 'def':
      return ''
    case 'space':
      return '\n'
    case 'paragraph':
    case 'heading':
      return `${inner()}\n\n`
    case 'blockquote':
      return `${inner().trim().replace(/^/gm, '> ')}\n\n`
    case 'br':
      return '\n'
    case 'hr':
      return '---\n\n'
    case 'code':
      return `${token.text as string}\n\n`
    case 'list':
      return `${(token as Tokens.List).items.map((item, index) => `${token.ordered ? `${index + 1}.` : '-'} ${inner(item.tokens).trim()}`).join('\n')}\n\n`
    case 'table':
      return `${[(token as Tokens.Table).header, ...(token as Tokens.Table).rows].map((cells) => cells.map(({ tokens }) => inner(tokens)).join(' | ')).join('\n')}\n\n`
    case 'link': {
      const address = webLink(token.href as string)
      const words = inner()
      return address === undefined || words === address ? words : `${words}: ${address}`
    }
    case 'strong':
    case 'em':
    case 'del':
      return inner()
    case 'codespan':
    case 'escape':
      return token.text as string
    case 'text':
      return partsOf(token).length > 0 ? inner() : (token.text as string)
    default:
      return token.raw
  }
}
