import { expect, it } from 'vitest'
import { openDatabase } from '../db/open-database'
import { assignments, reps, teams } from '../db/schema'
import { listRoster } from './list-roster'
import { createRosterService } from './roster-service'

it('counts live assignments of each person, for routing and for the roster page', () => {
  const db = openDatabase(':memory:')
  db.insert(teams).values({ id: 'team', name: 'Team', createdAt: 1 }).run()
  for (const id of ['ann', 'bob']) {
    db.insert(reps).values({ id, name: id, email: `${id}@team.example`, teamId: 'team', role: 'rep', active: true, territories: [], skills: [], zone: 'UTC', capacity: 2, performance: 1, presence: 'online', createdAt: 1, updatedAt: 1 }).run()
  }
  const offer = { subjectType: 'lead', repId: 'ann', level: 'first', offeredAt: 1 }
  db.insert(assignments).values([{ ...offer, id: '1', subjectId: 'a', state: 'offered' }, { ...offer, id: '2', subjectId: 'b', state: 'accepted' }, { ...offer, id: '3', subjectId: 'c', state: 'expired' }]).run()
  expect(createRosterService(db).candidates('team', 1).map(({ id, load }) => [id, load]).sort()).toEqual([['ann', 2], ['bob', 0]])
  expect(listRoster(db).reps.map(({ id, load }) => [id, load])).toEqual([['ann', 2], ['bob', 0]])
  db.$client.close()
})
