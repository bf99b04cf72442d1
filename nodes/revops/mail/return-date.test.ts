import { describe, expect, it } from 'vitest'
import { returnDate } from './return-date'

// A Wednesday, 10:30 in Berlin.
const now = Date.parse('2026-10-14T08:30:00Z')
const on = (text: string, change: object = {}) => {
  const at = returnDate(text, { now, zone: 'Europe/Berlin', ...change })
  return new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).replace(' 00:00:00', '')
}

describe('English', () => {
  it.each<[string, string]>([
    ['I am out of the office, back 24 Oct.', '2026-10-24'],
    ['Back on October 24th', '2026-10-24'],
    ['I will be back on Oct. 24, 2026.', '2026-10-24'],
    ['I will return on Saturday, 24 October 2026 and answer then.', '2026-10-24'],
    ['I am away from 10 October and will be back on the 24th of October.', '2026-10-24'],
    ['I am away until 24 October.', '2026-10-25'],
    ['Out of office through Oct 24', '2026-10-25'],
    ['I am on holiday from 15 Oct to 24 Oct', '2026-10-25'],
    ['Away 15/10 - 24/10', '2026-10-25'],
    ['On leave until and including Friday, 23 October', '2026-10-24'],
    ['I will be out until Monday. I am back on Tuesday.', '2026-10-20'],
    ['Back on Monday', '2026-10-19'],
    ['I return next Wednesday', '2026-10-21'],
    ['Back tomorrow', '2026-10-15'],
    ['Returning 2026-11-02', '2026-11-02'],
    ['Returning 24/10/2026', '2026-10-24'],
    ['I am away until 3 January', '2027-01-04'],
    ['I will be back May 4', '2027-05-04'],
    ['I will be back on 14 October at noon', '2026-10-14 10:30:00'],
    ['Back on 1 March 2027 from parental leave, which began on 1 September 2026', '2027-03-01'],
  ])('%s', (text, day) => expect(on(text)).toBe(day))

  it('in the United States the month comes first', () => {
    expect(on('Back on 11/02', { isMonthFirst: true })).toBe('2026-11-02')
    expect(on('Back on 02/11')).toBe('2026-11-02')
    expect(on('Back on 10/24', {})).toBe('2026-10-24')
  })
})

describe('German', () => {
  it.each<[string, string]>([
    ['Ich bin ab dem 24.10. wieder erreichbar.', '2026-10-24'],
    ['Ich bin ab 24. Oktober wieder für Sie da.', '2026-10-24'],
    ['Ab dem 24.10.2026 bin ich zurück.', '2026-10-24'],
    ['Am Montag bin ich wieder im Büro.', '2026-10-19'],
    ['Ich bin vom 15.10. bis 24.10. im Urlaub.', '2026-10-25'],
    ['Ich bin bis einschließlich Freitag, den 23.10.26, nicht erreichbar.', '2026-10-24'],
    ['Bis zum 24. Okt. bin ich nicht im Haus. Danach bin ich wieder da.', '2026-10-25'],
    ['Abwesend bis 02.11.; wieder da ab dem 03.11.', '2026-11-03'],
    ['Ich kehre am 4. März 2027 zurück.', '2027-03-04'],
    ['Morgen bin ich wieder erreichbar.', '2026-10-15'],
  ])('%s', (text, day) => expect(on(text)).toBe(day))
})

describe('what cannot be read, or means little', () => {
  it.each<[string, string]>([
    ['I am out of the office with no access to e-mail.', '2026-10-28'],
    ['Back on 31.02.', '2026-10-28'],
    ['', '2026-10-28'],
    ['Back on 24 October 2091', '2027-10-15'],
    // It was over before it was sent: nothing needs to wait.
    ['I am away until 2 October 2026', '2026-10-14 10:30:00'],
    ['I am away until 20 Oct. Call +49 30 5550 12 or 12.5 times. Version 3.11.2', '2026-10-21'],
  ])('“%s”', (text, day) => expect(on(text)).toBe(day))

  it('a long text takes no longer', () => {
    const begun = performance.now()
    on(`away ${'until the 1 '.repeat(200_000)}`)
    on('-'.repeat(500_000))
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})

it('is the beginning of the day where they are, also when the clocks change', () => {
  expect(returnDate('back 25 Oct', { now, zone: 'Europe/Berlin' })).toBe(Date.parse('2026-10-24T22:00:00Z'))
  expect(returnDate('back 26 Oct', { now, zone: 'Europe/Berlin' })).toBe(Date.parse('2026-10-25T23:00:00Z'))
  expect(returnDate('back 25 Oct', { now, zone: 'America/New_York' })).toBe(Date.parse('2026-10-25T04:00:00Z'))
})
