import { expect, it } from 'vitest'
import { parseMail } from './parse-mail'

const parse = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n'), 'latin1'))

it.each([
  ['plain', 'New lead', 'New lead'],
  ['base64', '=?UTF-8?B?WsO8cmljaA==?=', 'Zürich'],
  ['quoted', '=?iso-8859-1?Q?Z=FCrich_West?=', 'Zürich West'],
  ['two neighbours are one text', '=?utf-8?Q?Z=C3=BC?= =?utf-8?Q?rich?=', 'Zürich'],
  ['a character cut in two', '=?utf-8?Q?Z=C3?=\r\n =?utf-8?Q?=BCrich?=', 'Zürich'],
  ['two charsets', '=?utf-8?Q?=C3=BC?= =?iso-8859-1?Q?=FC?=', 'üü'],
  ['words between', 'Re: =?utf-8?Q?=C3=BC?= and =?utf-8?Q?=C3=A4?=', 'Re: ü and ä'],
  ['folded', 'one\r\n two', 'one two'],
  ['an unknown charset', '=?x-none?Q?abc?=', 'abc'],
  ['raw UTF-8', Buffer.from('Zürich').toString('latin1'), 'Zürich'],
])('subject: %s', (_, header, subject) => {
  expect(parse(`Subject: ${header}`, '', 'x').subject).toBe(subject)
})

it('joins long links of quoted-printable text', () => {
  const { text } = parse('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', 'https://x.example/acks/abc=', 'def=3D1  ', 'Gr=C3=BCezi', '')
  expect(text).toBe('https://x.example/acks/abcdef=1\nGrüezi')
})

it('reads base64 bodies and other charsets', () => {
  expect(parse('Content-Type: text/plain; charset="iso-8859-1"', 'Content-Transfer-Encoding: base64', '', Buffer.from('Zürich', 'latin1').toString('base64')).text).toBe('Zürich')
})

it('takes the plain text of several parts, nested too', () => {
  const { text } = parse(
    'Content-Type: multipart/mixed; boundary="a"', '', 'no reader of MIME', '--a', 'Content-Type: multipart/alternative; boundary=b', '',
    '--b', 'Content-Type: text/html', '', '<p>html</p>', '--b', '', 'plain', 'text', '--b--', '--a', 'Content-Type: text/plain', '', 'other', '--a--', 'end',
  )
  expect(text).toBe('plain\ntext')
})

it('falls back to the words of HTML', () => {
  expect(parse('Content-Type: text/html', '', '<p>Hello <b>you</b></p>').text).toBe('Hello you')
})

it('takes nothing as nothing', () => {
  expect(parse('')).toEqual({ messageId: '', from: '', to: '', subject: '', text: '', html: null })
})

it('costs no more than its length', { timeout: 60_000 }, () => {
  const began = Date.now()
  const size = 900_000
  parse('Content-Transfer-Encoding: quoted-printable', '', `${' '.repeat(size)}x`)
  parse('Content-Type: text/html', '', '<'.repeat(size))
  parse(`Subject: ${'=?'.repeat(size / 2)}`, '', 'x')
  parse(`Subject: ${'=?a?q?b?= '.repeat(size / 10)}x`, '', 'x')
  parse('Content-Transfer-Encoding: quoted-printable', '', '='.repeat(size))
  parse(`Subject:${' '.repeat(size)}x`, '', 'x')
  parse(`X${'\r\n '.repeat(size / 3)}`, '', 'x')
  parse(`Content-Type: multipart/mixed; boundary=a`, '', '\n--a'.repeat(size / 4))
  expect(Date.now() - began).toBeLessThan(15_000)
})
