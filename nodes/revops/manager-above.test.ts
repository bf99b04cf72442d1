import { expect, it } from 'vitest'
import type { Candidate } from './candidate'
import { managerAbove } from './manager-above'
import { candidate } from './testing/candidate'

const now = Date.UTC(2027, 0, 5)
const away = { absentUntil: now + 1 }

function above(asked: string | undefined, managers: string[], managerOf: Record<string, string>, people: Record<string, Partial<Candidate>> = {}): string | undefined {
  const find = (id: string) => candidate(id, people[id])
  return managerAbove({ asked, managers: managers.map(find), managerOf: (id) => (managerOf[id] ? find(managerOf[id]) : undefined) }, now)?.id
}

it.each([
  ['the manager of who was asked', above('rep', ['other'], { rep: 'max' }), 'max'],
  ['whoever is above a manager who is away', above('rep', [], { rep: 'max', max: 'eve' }, { max: away }), 'eve'],
  ['whoever is above one who has left', above('rep', [], { rep: 'max', max: 'eve' }, { max: { active: false } }), 'eve'],
  ['the manager of the team where nobody was asked', above(undefined, ['max'], {}), 'max'],
  ['the manager of the team where nobody is above who was asked', above('eve', ['max'], {}), 'max'],
  ['whoever is above the manager of the team', above(undefined, ['max'], { max: 'eve' }, { max: away }), 'eve'],
  ['who was asked before, when nobody else is left', above('max', ['max'], {}), 'max'],
  ['nobody, when two are each other’s manager and both are away', above('rep', ['max'], { rep: 'max', max: 'eve', eve: 'max' }, { max: away, eve: away }), undefined],
  ['nobody, when somebody is their own manager and away', above('max', ['max'], { max: 'max' }, { max: away }), undefined],
  ['nobody where there are none', above(undefined, [], {}), undefined],
  ['not who begins tomorrow', above('rep', [], { rep: 'max' }, { max: { joinedAt: now + 1 } }), undefined],
])('%s', (_what, found, expected) => expect(found).toBe(expected))
