import { describe, expect, it } from 'vitest'
import { isAutoReply, speaksOfAbsence } from './auto-reply'
import { readBounce } from './bounce'
import { ownWords } from './own-words'

describe('a program wrote it', () => {
  it.each<[string, Record<string, string>, string]>([
    ['RFC 3834', { 'auto-submitted': 'auto-replied' }, 'Re: Your inquiry'],
    ['RFC 3834 with more', { 'auto-submitted': 'auto-generated; x=1' }, 'Ticket 12'],
    ['older programs', { 'x-autoreply': 'yes' }, 'Re: Your inquiry'],
    ['older programs, empty', { 'x-autorespond': '' }, 'Re: Your inquiry'],
    ['precedence', { precedence: 'auto_reply' }, 'Re: Your inquiry'],
    ['subject', {}, 'Automatic reply: Your inquiry'],
    ['subject of a reply', {}, 'Re: AW: Out of Office Re: Your inquiry'],
    ['German subject', {}, 'Automatische Antwort: Ihre Anfrage'],
    ['German subject, short', {}, 'Abwesenheitsnotiz'],
  ])('%s', (_, headers, subject) => expect(isAutoReply({ headers, subject })).toBe(true))

  it.each<[string, Record<string, string>, string]>([
    ['a reply', {}, 'Re: Your inquiry'],
    ['one that says so', { 'auto-submitted': 'no' }, 'Out of office next week?'],
    ['a word within the subject', {}, 'Re: Software for out of office notices'],
    ['high precedence', { precedence: 'first-class' }, 'Re: Your inquiry'],
  ])('not %s', (_, headers, subject) => expect(isAutoReply({ headers, subject })).toBe(false))

  it('and says that somebody is away, or not', () => {
    expect(speaksOfAbsence({ subject: 'Automatic reply: x' }, 'I am currently away.')).toBe(true)
    expect(speaksOfAbsence({ subject: 'Abwesenheitsnotiz' }, 'Bitte wenden Sie sich an …')).toBe(true)
    expect(speaksOfAbsence({ subject: 'Re: Hi' }, 'Back Oct 24')).toBe(true)
    expect(speaksOfAbsence({ subject: 'Ticket 12' }, 'We get back to you within a day.')).toBe(false)
    expect(speaksOfAbsence({ subject: 'We received your request' }, 'Your ticket has the number 12. We answer within a day.')).toBe(false)
  })
})

it.each<[string, string]>([
  ['Yes, gladly.\n\nOn Wed, 14 Oct 2026 at 10:00, Ben <b@x.example> wrote:\n> back on 1 May', 'Yes, gladly.'],
  ['Ja.\r\n\r\nAm 14.10.2026 um 10:00 schrieb Ben:\r\n> Hallo', 'Ja.'],
  ['Ja\n-----Ursprüngliche Nachricht-----\nVon: x', 'Ja'],
  ['On Monday I can talk.\nAda', 'On Monday I can talk.\nAda'],
])('what somebody wrote ends where the quote begins: %s', (text, own) => expect(ownWords(text)).toBe(own))

describe('reports about messages that did not arrive', () => {
  const report = (fields: string) => `Reporting-MTA: dns; mx.example\r\nArrival-Date: Wed, 14 Oct 2026 10:00:00 +0000\r\n\r\n${fields}\r\n`
  const recipient = 'Final-Recipient: rfc822; Ada@Test.Example'
  it.each<[string, string, object | undefined]>([
    ['nobody there', `${recipient}\r\nAction: failed\r\nStatus: 5.1.1`, { kind: 'hard', status: '5.1.1', recipient: 'ada@test.example' }],
    ['disabled', `${recipient}\r\nAction: failed\r\nStatus: 5.2.1 (account disabled)`, { kind: 'hard', status: '5.2.1', recipient: 'ada@test.example' }],
    ['mailbox full', `${recipient}\r\nAction: failed\r\nStatus: 5.2.2`, { kind: 'soft', status: '5.2.2', recipient: 'ada@test.example' }],
    ['policy', `${recipient}\r\nAction: failed\r\nStatus: 5.7.1`, { kind: 'soft', status: '5.7.1', recipient: 'ada@test.example' }],
    ['given up after trouble for days', `${recipient}\r\nAction: failed\r\nStatus: 4.4.1`, { kind: 'soft', status: '4.4.1', recipient: 'ada@test.example' }],
    ['delayed', `${recipient}\r\nAction: delayed\r\nStatus: 4.4.1`, { kind: 'soft', status: '4.4.1', recipient: 'ada@test.example' }],
    ['folded', `Final-Recipient: rfc822;\r\n  ada@test.example\r\nAction: failed\r\nStatus: 5.0.0`, { kind: 'hard', status: '5.0.0', recipient: 'ada@test.example' }],
    ['delivered', `${recipient}\r\nAction: delivered\r\nStatus: 2.0.0`, undefined],
    ['nonsense', 'Hello', undefined],
  ])('%s', (_, fields, bounce) => expect(readBounce(report(fields))).toEqual(bounce))
})
