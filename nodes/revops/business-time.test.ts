import { describe, expect, it } from 'vitest'
import { addBusinessTime, BusinessHours, isOpen, nextOpening, standardHours } from './business-time'
import { nextTimeOfDay } from './calendar'
import { instantOf } from './local-time'

const hour = 3_600_000
const iso = (instant: number) => new Date(instant).toISOString().replace('.000', '')
const hours = (over: Partial<BusinessHours> = {}): BusinessHours => ({ ...standardHours, ...over })
const always = [1, 2, 3, 4, 5, 6, 7]

describe('business time that has passed', () => {
  // 2026-11-20 is a Friday.
  it.each<[string, string, number, BusinessHours, string]>([
    ['within a day', '2026-11-20T08:00:00Z', 3, hours(), '2026-11-20T11:00:00Z'],
    ['to the very end of a day', '2026-11-20T08:00:00Z', 8, hours(), '2026-11-20T16:00:00Z'],
    ['over the night', '2026-11-19T15:00:00Z', 2, hours(), '2026-11-20T09:00:00Z'],
    ['over the weekend', '2026-11-20T15:00:00Z', 2, hours(), '2026-11-23T09:00:00Z'],
    ['begun before the opening', '2026-11-20T03:00:00Z', 1, hours(), '2026-11-20T09:00:00Z'],
    ['begun on a Sunday', '2026-11-22T12:00:00Z', 1, hours(), '2026-11-23T09:00:00Z'],
    ['begun at the very closing', '2026-11-20T16:00:00Z', 1, hours(), '2026-11-23T09:00:00Z'],
    ['a holiday does not count', '2026-12-24T15:00:00Z', 2, hours({ holidays: ['2026-12-25'] }), '2026-12-28T09:00:00Z'],
    ['nor does a week of them', '2026-12-23T15:00:00Z', 2, hours({ holidays: ['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01'] }), '2027-01-04T09:00:00Z'],
    ['Kolkata, half an hour off', '2026-11-20T10:30:00Z', 2, hours({ zone: 'Asia/Kolkata' }), '2026-11-23T04:30:00Z'],
    ['Kathmandu, three quarters off', '2026-11-20T10:15:00Z', 2, hours({ zone: 'Asia/Kathmandu' }), '2026-11-23T04:15:00Z'],
    ['days that end at 24:00 join', '2026-11-20T22:00:00Z', 4, hours({ zone: 'UTC', weekdays: always, from: '00:00', to: '24:00' }), '2026-11-21T02:00:00Z'],
    ['an evening until 24:00', '2026-11-20T20:00:00Z', 5, hours({ zone: 'UTC', weekdays: always, from: '18:00', to: '24:00' }), '2026-11-21T19:00:00Z'],
    // Berlin: 2026-03-29 02:00 becomes 03:00; 2026-10-25 03:00 becomes 02:00. Both are Sundays.
    ['clocks go forward: the skipped hour is not there', '2026-03-28T23:00:00Z', 3, hours({ weekdays: always, from: '00:00', to: '04:00' }), '2026-03-29T02:00:00Z'],
    ['clocks go forward: and the rest comes the next day', '2026-03-28T23:00:00Z', 4, hours({ weekdays: always, from: '00:00', to: '04:00' }), '2026-03-29T23:00:00Z'],
    ['clocks go back: the doubled hour counts twice', '2026-10-24T22:00:00Z', 5, hours({ weekdays: always, from: '00:00', to: '04:00' }), '2026-10-25T03:00:00Z'],
    ['an opening that clocks skip is as much later', '2026-03-28T12:00:00Z', 1, hours({ weekdays: [7], from: '02:30', to: '05:00' }), '2026-03-29T02:30:00Z'],
    ['a closing that comes twice is the first', '2026-10-24T22:00:00Z', 2.5, hours({ weekdays: always, from: '00:00', to: '02:30' }), '2026-10-25T00:30:00Z'],
    // Lord Howe: half an hour of summer time; 2026-04-05 02:00 becomes 01:30, 2026-10-04 02:00 becomes 02:30.
    ['Lord Howe goes back by half an hour', '2026-04-04T13:00:00Z', 4.5, hours({ zone: 'Australia/Lord_Howe', weekdays: always, from: '00:00', to: '04:00' }), '2026-04-04T17:30:00Z'],
    ['Lord Howe goes forward by half an hour', '2026-10-03T13:30:00Z', 3.5, hours({ zone: 'Australia/Lord_Howe', weekdays: always, from: '00:00', to: '04:00' }), '2026-10-03T17:00:00Z'],
    ['west of Greenwich', '2026-11-20T21:00:00Z', 2, hours({ zone: 'America/New_York' }), '2026-11-23T15:00:00Z'],
    ['nothing at all', '2026-11-20T12:00:00Z', 0, hours(), '2026-11-20T12:00:00Z'],
  ])('%s', (_name, now, amount, when, answer) => {
    expect(iso(addBusinessTime(Date.parse(now), amount * hour, when))).toBe(answer)
  })

  it('is the same in one go and in pieces', () => {
    const begin = Date.parse('2026-01-01T00:00:00Z')
    for (const zone of ['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns']) {
      const when = hours({ zone, weekdays: always, from: '01:00', to: '03:15' })
      let at = begin
      for (let piece = 1; piece <= 600; piece += 1) {
        at = addBusinessTime(at, 1.7 * hour, when)
        expect(Math.abs(at - addBusinessTime(begin, piece * 1.7 * hour, when))).toBeLessThan(1)
      }
    }
  })

  it('counts a whole year of working days', () => {
    const when = hours()
    const begin = Date.parse('2026-01-05T08:00:00Z')
    const year = 260 * 8 * hour
    expect(iso(addBusinessTime(begin, year, when))).toBe('2027-01-01T16:00:00Z')
  })

  it('says so when nobody ever works', () => {
    const everyday = Array.from({ length: 500 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index * 7)).toISOString().slice(0, 10))
    const never = hours({ weekdays: [4], holidays: everyday })
    expect(() => addBusinessTime(Date.parse('2026-01-01T00:00:00Z'), hour, never)).toThrow(/five years/)
    expect(() => nextOpening(Date.parse('2026-01-01T00:00:00Z'), never)).toThrow(expect.objectContaining({ code: 'no-business-time' }))
  })
})

describe('openings', () => {
  it.each<[string, string, boolean, string]>([
    ['before', '2026-11-20T07:59:59Z', false, '2026-11-20T08:00:00Z'],
    ['at the opening', '2026-11-20T08:00:00Z', true, '2026-11-20T08:00:00Z'],
    ['within', '2026-11-20T12:00:00Z', true, '2026-11-20T12:00:00Z'],
    ['at the closing', '2026-11-20T16:00:00Z', false, '2026-11-23T08:00:00Z'],
    ['on a Saturday', '2026-11-21T12:00:00Z', false, '2026-11-23T08:00:00Z'],
  ])('%s', (_name, now, open, opening) => {
    expect([isOpen(Date.parse(now), hours()), iso(nextOpening(Date.parse(now), hours()))]).toEqual([open, opening])
  })
})

describe('settings', () => {
  it.each<[string, Partial<BusinessHours>, boolean]>([
    ['as standard', {}, true],
    ['until 24:00', { to: '24:00' }, true],
    ['beyond the day', { to: '24:30' }, false],
    ['ending before they begin', { from: '17:00', to: '09:00' }, false],
    ['on no day', { weekdays: [] }, false],
    ['in no zone', { zone: 'Mars/Base' }, false],
    ['with a day that is none', { holidays: ['2026-02-30'] }, false],
  ])('%s', (_name, over, ok) => {
    expect(BusinessHours.safeParse(hours(over)).success).toBe(ok)
  })
})

it('local times are what the calendar says, around every change of clocks', () => {
  const dayOf = (instant: number) => Math.floor(instant / (24 * hour)) * 24 * hour
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Cairo', 'America/St_Johns', 'Pacific/Chatham']) {
    for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2027, 0, 1); day += 24 * hour) {
      for (const time of ['00:00', '00:30', '01:45', '02:00', '02:30', '03:00']) {
        const [h = 0, m = 0] = time.split(':').map(Number)
        const mine = instantOf(day + (h * 60 + m) * 60_000, zone)
        // The calendar's answer is the next one after a moment before; that is the same one unless it lies a day off.
        const theirs = nextTimeOfDay(mine - 1, time, zone)
        expect([zone, time, iso(theirs), dayOf(day)]).toEqual([zone, time, iso(mine), day])
      }
    }
  }
})
