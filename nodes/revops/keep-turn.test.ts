import { expect, it } from 'vitest'
import { keepTurn } from './keep-turn'
import { onDuty } from './on-duty'
import type { RotaLayer } from './rota'

const startsAt = Date.parse('2027-01-04T08:00Z')
const now = Date.parse('2027-02-24T12:00Z')
const before: RotaLayer = { people: ['ana', 'ben', 'cy'], every: 'week', changesOn: 1, changesAt: '09:00', zone: 'Europe/Berlin', startsAt, hours: null }
const presences = new Map(['ana', 'ben', 'cy', 'dee'].map((id) => [id, []]))
const on = (layer: RotaLayer, at: number) => onDuty({ layers: [layer], overrides: [] }, presences, at)?.personId

it.each([
  ['with somebody more', { people: ['ana', 'ben', 'cy', 'dee'] }, 'ben', 'cy'],
  ['with others in between', { people: ['cy', 'ben', 'dee', 'ana'] }, 'ben', 'dee'],
  ['without whose turn it is', { people: ['ana', 'cy'] }, 'cy', 'ana'],
  ['with turns of a day', { every: 'day' as const }, 'ben', 'ben'],
])('%s, whose turn it is keeps it, or it goes to the next', (_what, change, present, nextWeek) => {
  expect(on(before, now)).toBe('ben')
  const after = keepTurn(before, { ...before, ...change }, now)
  expect([on(after, now), on(after, now + 6 * 86_400_000)]).toEqual([present, nextWeek])
})

it('one that starts anew, or has not started, stays as it is given', () => {
  const anew = { ...before, startsAt: now + 1, people: ['dee'] }
  expect(keepTurn(before, anew, now)).toEqual(anew)
  const later = { ...before, startsAt: now + 1 }
  expect(keepTurn(later, { ...later, people: ['dee'] }, now)).toEqual({ ...later, people: ['dee'] })
})
