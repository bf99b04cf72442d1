import { describe, expect, it } from 'vitest'
import { dutySpans, firstHole } from './duty-spans'
import { onDuty } from './on-duty'
import { type Presences, type Rota, RotaLayer } from './rota'

const at = (text: string) => Date.parse(text)
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16)

function layer(people: string[], more: Partial<RotaLayer> = {}): RotaLayer {
  return { people, every: 'week', changesOn: 1, changesAt: '09:00', zone: 'Europe/Berlin', startsAt: at('2027-01-04T08:00Z'), hours: null, ...more }
}
function here(away: Record<string, [from: string, to: string][]> = {}): Presences {
  const ids = ['ana', 'ben', 'cy', 'dee']
  return new Map(ids.map((id) => [id, (away[id] ?? []).map(([from, to]) => ({ from: at(from), to: at(to) }))]))
}
const who = (rota: Rota, presences: Presences, from: string, to: string) => dutySpans(rota, presences, at(from), at(to)).map(({ from: start, duty }) => `${iso(start)} ${duty?.personId ?? '–'}`)
const of = (...layers: RotaLayer[]): Rota => ({ layers, overrides: [] })

describe('turns', () => {
  it('go round by the week, and the first turn lasts until the first change', () => {
    expect(who(of(layer(['ana', 'ben', 'cy'], { startsAt: at('2027-01-06T12:00Z') })), here(), '2027-01-06T00:00Z', '2027-02-02T00:00Z')).toEqual([
      '2027-01-06T00:00 –', '2027-01-06T12:00 ana', '2027-01-11T08:00 ben', '2027-01-18T08:00 cy', '2027-01-25T08:00 ana', '2027-02-01T08:00 ben',
    ])
  })

  it('keep the time that clocks show when they go forward: the Monday after 28 March 2027 in Berlin begins an hour earlier', () => {
    const spans = dutySpans(of(layer(['ana', 'ben'])), here(), at('2027-03-22T08:00Z'), at('2027-04-05T07:00Z'))
    expect(spans.map(({ from, to, duty }) => [iso(from), (to - from) / 3_600_000, duty?.personId])).toEqual([['2027-03-22T08:00', 167, 'ben'], ['2027-03-29T07:00', 168, 'ana']])
  })

  it('change at the skipped time an hour later, and at a time that comes twice once', () => {
    const daily = (changesAt: string) => of(layer(['ana', 'ben'], { every: 'day', changesAt, startsAt: at('2027-01-01T00:00Z') }))
    expect(who(daily('02:30'), here(), '2027-03-27T12:00Z', '2027-03-29T12:00Z').slice(1)).toEqual([expect.stringContaining('2027-03-28T01:30'), expect.stringContaining('2027-03-29T00:30')])
    expect(who(daily('02:30'), here(), '2027-10-30T12:00Z', '2027-11-01T12:00Z').slice(1)).toEqual([expect.stringContaining('2027-10-31T00:30'), expect.stringContaining('2027-11-01T01:30')])
  })

  it('know clocks that change by half an hour (Lord Howe, 4 April 2027)', () => {
    const rota = of(layer(['ana', 'ben'], { every: 'day', changesAt: '01:45', zone: 'Australia/Lord_Howe', startsAt: at('2027-01-01T00:00Z') }))
    const spans = dutySpans(rota, here(), at('2027-04-02T14:45Z'), at('2027-04-05T15:15Z'))
    expect(spans.map(({ from, to }) => [iso(from), (to - from) / 3_600_000])).toEqual([['2027-04-02T14:45', 24], ['2027-04-03T14:45', 24.5], ['2027-04-04T15:15', 24]])
  })

  it('of a day with hours are counted on those days only: after Friday comes the next on Monday', () => {
    const hours = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
    expect(who(of(layer(['ana', 'ben', 'cy'], { every: 'day', hours })), here(), '2027-01-07T16:00Z', '2027-01-12T17:00Z')).toEqual([
      '2027-01-07T16:00 –', '2027-01-08T08:00 ben', '2027-01-08T16:00 –', '2027-01-11T08:00 cy', '2027-01-11T16:00 –', '2027-01-12T08:00 ana', '2027-01-12T16:00 –',
    ])
  })

  it('hours over midnight belong to the day on which they begin, also in the night of 23 hours', () => {
    const hours = { weekdays: [6], from: '22:00', to: '06:00' }
    expect(who(of(layer(['ana'], { hours })), here(), '2027-03-27T00:00Z', '2027-03-29T00:00Z')).toEqual(['2027-03-27T00:00 –', '2027-03-27T21:00 ana', '2027-03-28T04:00 –'])
  })

  it('hours that end when they begin are a whole day', () => {
    const hours = { weekdays: [1], from: '09:00', to: '09:00' }
    expect(who(of(layer(['ana'], { hours })), here(), '2027-01-11T00:00Z', '2027-01-13T00:00Z')).toEqual(['2027-01-11T00:00 –', '2027-01-11T08:00 ana', '2027-01-12T08:00 –'])
  })
})

describe('who is not there', () => {
  it('is followed by the next of the layer for as long, and then by the next layer', () => {
    const rota = of(layer(['ana', 'ben']), layer(['dee']))
    const presences = here({ ana: [['2027-01-05T00:00Z', '2027-01-07T00:00Z']], ben: [['2027-01-06T00:00Z', '2027-01-06T12:00Z']] })
    expect(dutySpans(rota, presences, at('2027-01-04T08:00Z'), at('2027-01-08T00:00Z')).map(({ from, duty }) => [iso(from), duty])).toEqual([
      ['2027-01-04T08:00', { personId: 'ana', layer: 0 }], ['2027-01-05T00:00', { personId: 'ben', layer: 0, insteadOf: 'ana' }], ['2027-01-06T00:00', { personId: 'dee', layer: 1 }],
      ['2027-01-06T12:00', { personId: 'ben', layer: 0, insteadOf: 'ana' }], ['2027-01-07T00:00', { personId: 'ana', layer: 0 }],
    ])
  })

  it('has left: the turn goes to the next, and with nobody left there is a hole', () => {
    expect(onDuty(of(layer(['gone', 'ben'])), here(), at('2027-01-05T00:00Z'))).toEqual({ personId: 'ben', layer: 0, insteadOf: 'gone' })
    expect(onDuty(of(layer(['gone'])), here(), at('2027-01-05T00:00Z'))).toBeUndefined()
  })
})

describe('overrides', () => {
  const rota: Rota = {
    layers: [layer(['ana'])],
    overrides: [{ id: 'o1', personId: 'ben', startsAt: at('2027-01-05T00:00Z'), endsAt: at('2027-01-06T00:00Z') }, { id: 'o2', personId: 'cy', startsAt: at('2027-01-05T12:00Z'), endsAt: at('2027-01-05T18:00Z') }],
  }

  it('win over layers, the last one that was made over those before, and end when they say', () => {
    expect(who(rota, here(), '2027-01-04T12:00Z', '2027-01-06T12:00Z')).toEqual(['2027-01-04T12:00 ana', '2027-01-05T00:00 ben', '2027-01-05T12:00 cy', '2027-01-05T18:00 ben', '2027-01-06T00:00 ana'])
  })

  it('of somebody who is away do not count', () => {
    expect(who(rota, here({ cy: [['2027-01-01T00:00Z', '2027-02-01T00:00Z']] }), '2027-01-05T00:00Z', '2027-01-06T12:00Z')).toEqual(['2027-01-05T00:00 ben', '2027-01-06T00:00 ana'])
  })
})

describe('holes', () => {
  const now = at('2027-01-06T00:00Z')
  it.each([
    ['none', of(layer(['ana'])), here(), undefined],
    ['one that is now', of(layer(['ana'])), here({ ana: [['2027-01-05T00:00Z', '2027-01-07T00:00Z']] }), { from: null, to: at('2027-01-07T00:00Z') }],
    ['one to come', of(layer(['ana'])), here({ ana: [['2027-01-20T00:00Z', '2027-01-21T00:00Z']] }), { from: at('2027-01-20T00:00Z'), to: at('2027-01-21T00:00Z') }],
    ['one beyond four weeks', of(layer(['ana'])), here({ ana: [['2027-02-03T00:00Z', '2027-02-05T00:00Z']] }), undefined],
    ['nobody at all', of(), here(), { from: null, to: null }],
  ])('%s', (_what, rota, presences, hole) => expect(firstHole(rota, presences, now)).toEqual(hole))
})

it('says the same for an instant as for the spans around it, whatever the layers, zones and absences (200 random rotas)', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const zones = ['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu', 'America/Phoenix', 'Pacific/Auckland']
  const times = ['00:00', '02:30', '09:00', '17:30', '23:45']
  const ids = ['ana', 'ben', 'cy', 'dee', 'gone']
  const start = at('2027-03-20T00:00Z')
  const pick = <T>(list: T[]) => list[random(list.length)] as T
  const wrong: unknown[] = []
  for (let round = 0; round < 200; round += 1) {
    const layers = Array.from({ length: 1 + random(3) }, () =>
      layer(Array.from({ length: 1 + random(4) }, () => pick(ids)), {
        every: pick(['day', 'week']), changesOn: 1 + random(7), changesAt: pick(times), zone: pick(zones), startsAt: start + random(5) * 86_400_000 - 2 * 86_400_000,
        hours: random(2) ? null : { weekdays: [1 + random(7), 1 + random(7)], from: pick(times), to: pick(times) },
      }),
    )
    const away = Object.fromEntries(ids.slice(0, 4).map((id) => [id, random(2) ? [] : [[new Date(start + random(20) * 43_200_000).toISOString(), new Date(start + (20 + random(10)) * 43_200_000).toISOString()] as [string, string]]]))
    const rota: Rota = { layers, overrides: random(2) ? [] : [{ id: 'o', personId: pick(ids), startsAt: start + random(10) * 86_400_000, endsAt: start + (10 + random(5)) * 86_400_000 }] }
    const presences = here(away)
    const spans = dutySpans(rota, presences, start, start + 21 * 86_400_000)
    expect(spans.every(({ from, to }, index) => from < to && (spans[index + 1]?.from ?? to) === to)).toBe(true)
    for (let instant = start; instant < start + 21 * 86_400_000; instant += 7 * 60_000 * 13) {
      const span = spans.find(({ from, to }) => from <= instant && instant < to)
      const duty = onDuty(rota, presences, instant)
      if (JSON.stringify(span?.duty) !== JSON.stringify(duty)) wrong.push([round, iso(instant), span?.duty, duty])
    }
  }
  expect(wrong).toEqual([])
})

it('a layer of wrong shape is refused', () => {
  expect(RotaLayer.safeParse(layer(['ana'])).success).toBe(true)
  for (const wrong of [{ people: [] }, { zone: 'Mars/Base' }, { changesAt: '24:00' }, { changesOn: 8 }, { hours: { weekdays: [], from: '09:00', to: '17:00' } }]) expect(RotaLayer.safeParse(layer(['ana'], wrong as never)).success).toBe(false)
})
