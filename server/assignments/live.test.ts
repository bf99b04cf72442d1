import { expect, it } from 'vitest'
import { openDatabase } from '../db/open-database'
import { assignments, reps, teams } from '../db/schema'
import { insertRow, updateRows } from '../db/write-rows'

it('INV3 the database itself refuses a second live assignment of one lead, whoever asks for it', () => {
  const db = openDatabase(':memory:')
  insertRow(db, teams, { id: 'team', name: 'Team', createdAt: 1 })
  const rep = { email: 'a@team.example', teamId: 'team', role: 'rep' as const, active: true, territories: [], skills: [], zone: 'Europe/Berlin', capacity: 5, performance: 0.5, presence: 'online' as const, createdAt: 1, updatedAt: 1 }
  for (const id of ['ann', 'bob']) insertRow(db, reps, { ...rep, id, name: id })
  const offer = (id: string, repId: string, state: 'offered' | 'accepted') => insertRow(db, assignments, { id, subjectType: 'lead', subjectId: 'lead', repId, level: 'first', state, offeredAt: 1 })
  offer('1', 'ann', 'offered')
  expect(() => offer('2', 'bob', 'accepted')).toThrow(/UNIQUE/)
  updateRows(db, assignments, { state: 'declined' }, { id: '1' })
  expect(offer('2', 'bob', 'accepted')).toBe(true)
  expect(() => offer('3', 'ann', 'offered')).toThrow(/UNIQUE/)
  db.$client.close()
})
