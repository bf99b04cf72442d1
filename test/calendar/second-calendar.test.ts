import { expect, it } from 'vitest'
import { addBusinessTime } from '#nodes/revops/business-time'
import { nextTimeOfDay } from '#nodes/revops/calendar'
import { nextAllowed } from '#nodes/revops/gate/allowed-hours'
import { createRandom } from '../harness/random'
import { addWithin, drawInstant, nextAt, nextWithin, zones } from './second-calendar'

/* Waits and the hours at which people may be written to, against a second calendar that shares no code with ours: 100,000 random cases. */

const minuteMs = 60_000
const clock = (minutes: number) => (minutes === 1_440 ? '24:00' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
/** Within eleven hours of one another there is an hour that fits all. */
const together: [string[], ...string[][]] = [['America/New_York', 'America/Los_Angeles', 'America/Phoenix'], ['Europe/Berlin', 'Europe/London'], ['Australia/Lord_Howe', 'Australia/Sydney'], ['Asia/Kolkata', 'Asia/Kathmandu']]
const everyDay = [1, 2, 3, 4, 5, 6, 7]

it('a time of day comes at the same instant (40,000 cases)', { timeout: 300_000 }, () => {
  const random = createRandom(1)
  for (let index = 0; index < 40_000; index += 1) {
    const [now, zone, minutes] = [drawInstant(random), random.pick(zones), random.whole(0, 1_439)]
    const [ours, theirs] = [nextTimeOfDay(now, clock(minutes), zone), nextAt(now, minutes * minuteMs, zone)]
    if (ours !== theirs) expect(`${zone} ${clock(minutes)} after ${new Date(now).toISOString()}: ${new Date(ours).toISOString()}`).toBe(new Date(theirs).toISOString())
  }
})

it('working time passes at the same pace (30,000 cases)', { timeout: 300_000 }, () => {
  const random = createRandom(2)
  for (let index = 0; index < 30_000; index += 1) {
    const [now, zone] = [drawInstant(random), random.pick(zones)]
    const from = random.whole(0, 1_380)
    const to = random.whole(from + 30, 1_440)
    const weekdays = random.isTrue(0.5) ? [1, 2, 3, 4, 5] : random.shuffle(everyDay).slice(0, random.whole(1, 7))
    const holidays = random.isTrue(0.3) ? ['2026-12-25', '2027-03-26', new Date(now).toISOString().slice(0, 10)] : []
    const ms = random.whole(0, 5 * 8 * 60) * minuteMs
    const ours = addBusinessTime(now, ms, { zone, weekdays, from: clock(from), to: clock(to), holidays })
    const theirs = addWithin(now, ms, { zone, weekdays, from: from * minuteMs, to: to * minuteMs, holidays })
    if (ours !== theirs) expect(`${zone} ${clock(from)}–${clock(to)} ${weekdays} ${ms / minuteMs} min from ${new Date(now).toISOString()}: ${new Date(ours).toISOString()}`).toBe(new Date(theirs).toISOString())
  }
})

it('a message may go at the same instant, wherever a person may be (30,000 cases)', { timeout: 300_000 }, () => {
  const random = createRandom(3)
  for (let index = 0; index < 30_000; index += 1) {
    const now = drawInstant(random)
    const where = random.isTrue(0.6) ? [random.pick(zones)] : random.pick(together)
    const from = random.whole(5 * 60, 10 * 60)
    const to = random.whole(19 * 60, 24 * 60)
    const weekdays = random.isTrue(0.5) ? everyDay : [1, 2, 3, 4, 5]
    const ours = nextAllowed(now, { channel: 'sms', zones: where, regions: [] }, [{ channels: ['sms'], from: clock(from), to: clock(to), weekdays }])
    const theirs = nextWithin(now, where.map((zone) => ({ zone, from: from * minuteMs, to: to * minuteMs, weekdays })))
    if (ours !== theirs) expect(`${where} ${clock(from)}–${clock(to)} from ${new Date(now).toISOString()}: ${new Date(ours ?? 0).toISOString()}`).toBe(new Date(theirs).toISOString())
  }
})
