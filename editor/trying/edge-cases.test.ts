import { expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import { fallbackRouting } from '#templates/fallback-routing/template'
import type { Outcome, Scenario } from '../api/trying'
import { edgeCases } from './edge-cases'
import { fieldsRead } from './fields-read'
import { eventOf, madeUpLead, nextClockChange, zoneOf } from './made-up-lead'
import { differenceWords, verdictOf } from './verdict'

const flow = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
const thursday = Date.UTC(2026, 10, 26, 9)
const base: Scenario = { lead: madeUpLead(), times: 1, startAt: thursday, seed: 1, situation: 'usual', providers: 'uncertain', answers: 'nobody', acts: [{ afterMs: 1, act: 'have-it' }] }
const cases = (reads = ['lead.territory', 'lead.name', 'lead.state', 'lead.more.plan']) => new Map(edgeCases(base, { reads, zone: 'Europe/Berlin', from: thursday }).map((each) => [each.id, each.scenario]))
const local = (at: number | undefined) => new Date(at ?? 0).toLocaleString('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit', minute: '2-digit' })

it('finds what a flow reads: in its steps, in conditions and in texts, each once', () => {
  const reads = fieldsRead(flow, library)
  expect(reads).toEqual(expect.arrayContaining(['lead.territory', 'lead.skills', 'lead.state', 'lead.name', 'lead.amount']))
  expect(new Set(reads).size).toBe(reads.length)
  expect(fieldsRead({ nodes: [{ id: 'x', type: 'unheard-of', label: 'X', params: { a: [{ text: 'Hi {{ contact.name | upcase }}, not lead.email' }] }, position: { x: 0, y: 0 } }] }, library)).toEqual(['contact.name'])
})

it('B5 takes away each field that the flow reads and a sender can bring, one at a time', () => {
  const found = cases()
  expect([...found.keys()].filter((id) => id.startsWith('without'))).toEqual(['without lead.territory', 'without lead.name', 'without lead.more.plan'])
  expect(Object.keys(base.lead).filter((key) => !(key in (found.get('without lead.territory')?.lead ?? {})))).toEqual(['territory'])
})

it('B5 tries what goes wrong in forms, teams, hours and messages, each by itself and without what was answered before', () => {
  const found = cases()
  expect(found.get('bad-email')?.lead.email).not.toMatch(/@/)
  expect(found.get('thrice')).toMatchObject({ times: 3, providers: 'usual', acts: [] })
  expect([found.get('nobody')?.situation, found.get('full')?.situation]).toEqual(['nobody-available', 'everyone-full'])
  expect([found.get('failing')?.providers, found.get('uncertain')?.providers]).toEqual(['failing', 'uncertain'])
  expect([found.get('silent')?.answers, found.get('answered')?.answers]).toEqual(['nobody', 'everybody'])
  expect(new Set([...found.keys()]).size).toBe(edgeCases(base, { reads: [], zone: 'UTC', from: thursday }).length + 3 + 2)
})

it('B5 finds the weekend, the night and both nights of the changing clocks in the flow’s zone', () => {
  const found = cases()
  expect([local(found.get('weekend')?.startAt), local(found.get('night')?.startAt)]).toEqual(['Sat 12:00', 'Fri 23:00'])
  expect([found.get('spring')?.startAt, found.get('autumn')?.startAt]).toEqual([Date.UTC(2027, 2, 28, 0, 30), Date.UTC(2027, 9, 31, 0, 30)])
  expect(nextClockChange(thursday, 'Asia/Tokyo', true)).toBeUndefined()
  expect(zoneOf({ nodes: [{ id: 'x', type: 'wait', label: 'X', params: { hours: { zone: 'Asia/Tokyo' } }, position: { x: 0, y: 0 } }] })).toBe('Asia/Tokyo')
})

it('knows what must be heard of a lead before the flow starts', () => {
  const of = (type: string, params: Record<string, unknown>) => eventOf({ ...flow, nodes: [{ id: 'in', type, label: 'In', params, position: { x: 0, y: 0 } }] })
  expect(eventOf(flow)).toBeUndefined()
  expect(of('event-trigger', { event: 'meeting.booked' })).toEqual({ type: 'meeting.booked', data: {} })
  expect(of('record-changed-trigger', { fields: ['lead.amount'] })).toEqual({ type: 'lead.updated', data: { amount: 48_001 } })
  expect(of('manual-trigger', {})).toBeUndefined()
})

const fine: Outcome = {
  state: 'ended', afterMs: 7_200_000, runs: 1, arrived: 'new', endReason: 'accepted', failure: null, standsAt: null, way: [], owner: 'Mia', messages: [], work: [], place: 'owned', bugs: [], lateActs: 0,
}
const step = { kind: 'x', title: 'x' }

it.each<[Partial<Outcome>, string, RegExp]>([
  [{}, 'ok', /^Mia has it$/],
  [{ work: [step] }, 'ok', /made a work item/],
  [{ place: 'nobody', owner: null, endReason: 'completed' }, 'bad', /All steps done.*nobody has the lead/],
  [{ arrived: 'stuck' }, 'bad', /Stuck at the door/],
  [{ bugs: ['boom'] }, 'bad', /boom/],
  [{ runs: 3 }, 'bad', /3 times/],
  [{ state: 'open', standsAt: 'wait', endReason: null, place: 'asked', afterMs: 30 * 86_400_000 }, 'warn', /Still open after 30 d, at “Step wait”/],
  [{ state: 'going-round', standsAt: 'wait', endReason: null, place: 'asked' }, 'warn', /Still asking after 2 h/],
  [{ state: 'not-started', runs: 0, place: 'nobody' }, 'warn', /Nothing was started/],
  [{ endReason: 'failed', standsAt: 'call', work: [step], place: 'with-person' }, 'warn', /somebody is asked to look/],
  [{ endReason: 'failed', failure: 'boom', place: 'with-person' }, 'bad', /nobody is told: boom/],
  [{ state: 'cut' }, 'bad', /stopped/],
])('says how a case ended: %o', (outcome, tone, words) => {
  expect(verdictOf({ ...fine, ...outcome }, (id) => `Step ${id}`)).toEqual({ tone, words: expect.stringMatching(words) })
})

it('says where an example differs', () => {
  const words = differenceWords(
    [
      { kind: 'way', expected: { nodeId: 'a', outlet: 'yes' }, found: { nodeId: 'a', outlet: 'no' } },
      { kind: 'way', expected: { nodeId: 'a', outlet: 'yes' }, found: { nodeId: 'b', outlet: 'no' } },
      { kind: 'owner', expected: 'Mia', found: null },
      { kind: 'messages', missing: [{ nodeId: 'a', channel: 'email', to: 'Mia' }], more: [] },
      { kind: 'end', expected: { state: 'ended', endReason: 'accepted' }, found: { state: 'open', endReason: null } },
    ],
    (id, outlet) => (outlet === undefined ? `Step ${id}` : String(outlet)),
  )
  expect(words).toEqual([
    'At “Step a” it should leave by “yes”, and leaves by “no”.', 'It should come to “Step a”, and comes to “Step b”.', 'Mia should get it, and now nobody does.',
    'One message fewer (Mia).', 'It should end as “Somebody has it”, and now: “still open”.',
  ])
})
