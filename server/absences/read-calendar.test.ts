import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAbsence, isShrunk, spanIn } from '#nodes/revops/calendar-absence'
import { readCalendar } from './read-calendar'

const now = Date.parse('2026-11-26T09:00:00Z')
const calendar = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n${events.map((each) => `BEGIN:VEVENT\r\n${each.trim().replace(/\n\s*/g, '\r\n')}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`
const read = (...events: string[]) => readCalendar(calendar(...events), now).entries
const iso = (at: number) => new Date(at).toISOString()
const spans = (zone: string, ...events: string[]) => read(...events).map((entry) => { const { startsAt, endsAt } = spanIn(entry, zone); return `${iso(startsAt)}/${iso(endsAt)}` })

// As Outlook publishes it, with Windows' name of the zone; and as Google does.
const outlook = `UID:040000008200E00074C5B7101A82E008\nSUMMARY:Out of office\nDTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261212\nTRANSP:OPAQUE\nSTATUS:CONFIRMED\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE`
const google = `UID:5k2@google.com\nDTSTAMP:20261120T080000Z\nDTSTART:20261201T130000Z\nDTEND:20261201T170000Z\nSTATUS:CONFIRMED\nSUMMARY:Dentist\nTRANSP:OPAQUE\nATTENDEE;CUTYPE=INDIVIDUAL;CN=Zoë;X-NUM-GUESTS=0:mailto:Zoe@Test.example`

describe('a calendar', () => {
  it('has its all-day entries where the person is, also over a change of clocks', () => {
    expect(spans('Europe/Berlin', outlook)).toEqual(['2026-12-06T23:00:00.000Z/2026-12-11T23:00:00.000Z'])
    expect(spans('America/Los_Angeles', outlook)).toEqual(['2026-12-07T08:00:00.000Z/2026-12-12T08:00:00.000Z'])
    expect(spans('Europe/Berlin', 'UID:a\nSUMMARY:Urlaub\nDTSTART;VALUE=DATE:20270327\nDTEND;VALUE=DATE:20270330')).toEqual(['2027-03-26T23:00:00.000Z/2027-03-29T22:00:00.000Z'])
  })

  it('has its timed entries at their instants, by name of the zone and in the zone of Windows', () => {
    expect(spans('Asia/Tokyo', google)).toEqual(['2026-12-01T13:00:00.000Z/2026-12-01T17:00:00.000Z'])
    expect(spans('Asia/Tokyo', 'UID:a\nSUMMARY:x\nDTSTART;TZID=W. Europe Standard Time:20261201T090000\nDTEND;TZID=W. Europe Standard Time:20261201T100000')).toEqual(['2026-12-01T08:00:00.000Z/2026-12-01T09:00:00.000Z'])
  })

  it('means times without a zone where the person is', () => {
    expect(spans('America/New_York', 'UID:a\nSUMMARY:x\nDTSTART:20261201T090000\nDTEND:20261201T100000')).toEqual(['2026-12-01T14:00:00.000Z/2026-12-01T15:00:00.000Z'])
  })

  it('has each of a series, without those taken out, moved where one was moved, and not those before', () => {
    const series = 'UID:s\nSUMMARY:PTO\nDTSTART;TZID=Europe/Berlin:20261102T090000\nDTEND;TZID=Europe/Berlin:20261102T100000\nRRULE:FREQ=WEEKLY;COUNT=7\nEXDATE;TZID=Europe/Berlin:20261207T090000'
    const moved = 'UID:s\nSUMMARY:PTO\nRECURRENCE-ID;TZID=Europe/Berlin:20261214T090000\nDTSTART;TZID=Europe/Berlin:20261215T120000\nDTEND;TZID=Europe/Berlin:20261215T130000'
    expect(spans('UTC', series, moved).map((span) => span.slice(0, 16))).toEqual(['2026-11-30T08:00', '2026-12-15T11:00'])
  })

  it('has what has begun and goes on', () => {
    expect(spans('UTC', 'UID:a\nSUMMARY:Leave\nDTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261224')).toEqual(['2026-11-01T00:00:00.000Z/2026-12-24T00:00:00.000Z'])
  })

  it('says who takes part, in small letters', () => {
    expect(read(google)[0]?.emails).toEqual(['zoe@test.example'])
  })

  it('is not slowed down by series of seconds', () => {
    expect(read('UID:a\nSUMMARY:PTO\nDTSTART:20261126T090000Z\nDTEND:20261126T090001Z\nRRULE:FREQ=SECONDLY', 'UID:b\nSUMMARY:PTO\nDTSTART:20261126T090000Z\nDTEND:20261126T090001Z\nRRULE:FREQ=DAILY;BYSECOND=0,1,2,3,4,5;BYMINUTE=1,2,3')).toEqual([])
  })

  it.each([
    ['no calendar', '<html>Sign in</html>', 'This is no iCalendar'],
    ['one that is cut off', calendar(outlook).slice(0, -20), 'cut off'],
    ['nothing', '', 'This is no iCalendar'],
  ])('is refused as %s', (_name, text, why) => {
    expect(() => readCalendar(text, now)).toThrow(why)
  })

  it('never throws anything but a refusal, whatever stands in it', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('DTSTART;VALUE=DATE:20261207', 'DTSTART:x', 'RRULE:FREQ=WEEKLY', 'RRULE:', 'EXDATE:;', 'RECURRENCE-ID:', 'DTEND;TZID=Mars:20261207T000000', 'SUMMARY:a', 'UID:1', 'END:VEVENT', 'BEGIN:VEVENT'))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        try {
          for (const { start, end } of readCalendar(calendar(lines.join('\r\n')), now).entries) expect(end > start).toBe(true)
        } catch (error) {
          expect((error as Error).name).toBe('AppError')
        }
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})

describe('what means an absence', () => {
  const entry = { title: 'Meeting', isCancelled: false, isFree: false, isOutOfOffice: false }
  it.each([
    ['a meeting, where only being away counts', entry, 'away', false],
    ['a meeting, where being busy counts', entry, 'busy', true],
    ['what the calendar marks as out of office', { ...entry, isOutOfOffice: true }, 'away', true],
    ['what is called so', { ...entry, title: 'Aylin: Urlaub' }, 'away', true],
    ['what only sounds like it', { ...entry, title: 'Vacationing market review' }, 'away', false],
    ['what is marked as free', { ...entry, title: 'Holiday', isFree: true }, 'busy', false],
    ['what is cancelled', { ...entry, isOutOfOffice: true, isCancelled: true }, 'busy', false],
  ] as const)('%s', (_name, given, counts, expected) => {
    expect(isAbsence(given, counts)).toBe(expected)
  })

  it('a calendar that has shrunk to nothing, or by more than half, is doubted', () => {
    expect([[0, 0], [1, 0], [3, 1], [4, 2], [4, 1], [10, 4], [10, 5]].map(([before, after]) => isShrunk(before as number, after as number))).toEqual([false, true, false, false, true, true, false])
  })
})
