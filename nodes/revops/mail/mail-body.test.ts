import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMarked } from '../text'
import { escapeMarkdown } from './escape-markdown'
import { mailPage } from './mail-page'
import { markdownMail } from './markdown-mail'
import { plainMail } from './plain-mail'
import { webLink } from './web-link'

const tags = (html: string) => [...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/g)].map(([, tag]) => tag)

describe('Markdown as an e-mail', () => {
  it('has paragraphs, headings, lists, links and emphasis, in HTML and in plain text', () => {
    const { html, text } = markdownMail('# Your *quote*\n\nHello **Ada**,\nsee [the quote](https://test.example/q?a=1&b=2).\n\n- one\n- two\n\n1. first\n2. second\n\n> said\n\n---\n\nhttps://test.example/x')
    expect(html).toContain('<h1>Your <em>quote</em></h1>')
    expect(html).toContain('<strong>Ada</strong>')
    expect(html).toContain('<a href="https://test.example/q?a=1&amp;b=2">the quote</a>')
    expect(html).toContain('<ul><li>one</li><li>two</li></ul>')
    expect(html).toContain('<a href="https://test.example/x">https://test.example/x</a>')
    expect(text).toBe('Your quote\n\nHello Ada,\nsee the quote: https://test.example/q?a=1&b=2.\n\n- one\n- two\n\n1. first\n2. second\n\n> said\n\n---\n\nhttps://test.example/x')
  })

  it('knows no HTML of its writer, no pictures, and no link but to the web', () => {
    const { html } = markdownMail('<script>alert(1)</script>\n\n<b onclick="x()">bold</b> ![a](https://test.example/pixel.gif) [x](javascript:alert(1)) [y](data:text/html,x) [m](mailto:a@test.example) [v](JaVaScRiPt:alert(1)) <https://test.example> [z](https://user@evil.example)\n\n<img src=x onerror=alert(1)>')
    expect(new Set(tags(html))).toEqual(new Set(['p', 'a']))
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['https://test.example'])
  })

  it('what a lead wrote about itself never becomes a sign: no link, no heading, no list', () => {
    const nasty = '[win](https://evil.example) <b>x</b> **bold** https://evil.example www.evil.example a@evil.example\n\n# big\n- item\n1. one\n![p](https://evil.example/p.gif) `code` | a | b |'
    const { html, text } = markdownMail(`Hello ${escapeMarkdown(nasty)}, welcome.`)
    expect(tags(html).filter((tag) => tag !== 'p' && tag !== 'br')).toEqual([])
    expect(text).toContain('[win](https://evil.example) <b>x</b> **bold** https://evil.example')
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'[]()<>!*_`#-+1. \n~|\\/:@&;"\'ahtps.www') }), (value) => {
      expect(tags(markdownMail(`Hello ${escapeMarkdown(value)}x`).html).filter((tag) => tag !== 'p' && tag !== 'br')).toEqual([])
    }), { seed: 1 })
  })

  it('values within an address stay whole', () => {
    const words = renderMarked('[Quote](https://test.example/q/{{ lead.name }}?x=1)', { lead: { name: 'a_b-c' } }, escapeMarkdown).join('')
    expect(markdownMail(words).html).toContain('href="https://test.example/q/a_b-c?x=1"')
  })

  it('sends links by another address in the HTML only', () => {
    const { html, text } = markdownMail('[Quote](https://test.example/q)', (address) => `https://our.example/c/${encodeURIComponent(address)}`)
    expect(html).toContain('href="https://our.example/c/https%3A%2F%2Ftest.example%2Fq"')
    expect(text).toBe('Quote: https://test.example/q')
  })
})

it('a plain text says the same in HTML, with addresses to follow and nothing else read as a sign', () => {
  const html = plainMail('Hello <b>Ada</b> & co,\nlook: https://test.example/a?b=1&c=2.\n\n*not bold* [no](https://test.example)')
  expect(html).toBe('<p>Hello &lt;b&gt;Ada&lt;/b&gt; &amp; co,<br>look: <a href="https://test.example/a?b=1&amp;c=2">https://test.example/a?b=1&amp;c=2</a>.</p>\n<p>*not bold* [no](<a href="https://test.example">https://test.example</a>)</p>\n')
})

it('only addresses of the web are links', () => {
  expect(['https://a.example', 'HTTP://a.example/x', 'https://a.example?x#y'].map(webLink).every(Boolean)).toBe(true)
  expect(['javascript:alert(1)', 'https:a.example', '//a.example', 'https://', 'https://user:pw@a.example', 'https://a.example\\@b.example', 'ftp://a.example', `https://a.example/${'x'.repeat(2_000)}`].map(webLink)).toEqual(Array(8).fill(undefined))
})

it('the page has the title without signs, and the line by which the reader says no', () => {
  const page = mailPage({ title: '</title><script>', body: '<p>Hello</p>', unsubscribe: 'https://our.example/u/a"b' })
  expect(page).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>')
  expect(page).toContain('<footer><a href="https://our.example/u/a&quot;b">No more of these</a></footer>')
})

it('a field that is left empty is told, also where its writer wants it raw', () => {
  expect(renderMarked('Hello {{ lead.name }}{{ lead.company | raw }}', { lead: { name: 'A*b' } }, escapeMarkdown)).toEqual(['Hello A\\*b', null])
})
