import { beforeEach, expect, it } from 'vitest'
import { idAt } from '../db/id-at'
import { newId } from '../db/new-id'
import { type Database, openDatabase } from '../db/open-database'
import { absences, assignments, reps, rotas, teams } from '../db/schema'
import { createRosterService } from './roster-service'
import { addLayer, weeksOf } from './rotas/add-layer'

const now = Date.parse('2026-04-22T12:00:00Z')
let db: Database

beforeEach(() => {
  db = openDatabase(':memory:')
  for (const id of ['team', 'other']) db.insert(teams).values({ id, name: id, createdAt: 1 }).run()
  for (const [id, teamId] of [['ann', 'team'], ['bob', 'team'], ['cy', 'other']] as const) {
    db.insert(reps).values({ id, name: id, email: `${id}@team.example`, teamId, role: 'rep', active: true, territories: [], skills: [], zone: 'UTC', capacity: 2, performance: 1, presence: 'online', createdAt: 1, updatedAt: 1 }).run()
  }
})

const absence = (repId: string, startsAt: number, endsAt: number) => db.insert(absences).values({ id: newId(now), repId, startsAt, endsAt, note: '', origin: 'person', createdAt: 1 }).run()

it('knows who is absent, until when the longest absence goes, and when the last one was over', () => {
  absence('ann', now, now + 1)
  absence('ann', now - 5, now + 9)
  absence('ann', now - 9, now - 8)
  absence('bob', now - 2, now)
  absence('bob', now + 1, now + 2)
  const seen = createRosterService(db).candidates('team', now).map(({ id, absentUntil, backAt }) => [id, absentUntil, backAt])
  expect(seen).toEqual([['ann', now + 9, now - 8], ['bob', null, now]])
})

it('does not call somebody absent to duty, but the next layer', () => {
  db.insert(rotas).values({ id: 'rota', name: 'Rota', teamId: 'team', createdAt: 1 }).run()
  for (const repId of ['ann', 'bob']) addLayer(db, { rotaId: 'rota', layer: weeksOf([repId], { zone: 'UTC', startsAt: 1 }) }, 1)
  const onDuty = (at: number) => createRosterService(db).onDuty('rota', at)?.id
  absence('ann', now, now + 5)
  expect([onDuty(now - 1), onDuty(now), onDuty(now + 4), onDuty(now + 5)]).toEqual(['ann', 'bob', 'bob', 'ann'])
})

it('counts what each of a team was offered since an instant, whatever became of it', () => {
  const offer = (repId: string, at: number, state: 'offered' | 'declined') => db.insert(assignments).values({ id: newId(at), subjectType: 'lead', subjectId: newId(at), repId, level: 'first', state, offeredAt: at }).run()
  offer('ann', now - 1, 'declined')
  offer('ann', now, 'declined')
  offer('ann', now + 1, 'offered')
  offer('cy', now + 1, 'offered')
  const service = createRosterService(db)
  expect([service.countOffers('team', now), service.countOffers('team', -5)]).toEqual([{ ann: 2 }, { ann: 3 }])
})

it('an id sorts after the mark of its instant and before that of the next', () => {
  // Later than all ids that were made here before: ids only grow.
  const later = now + 60_000
  expect([idAt(later) < newId(later), newId(later) < idAt(later + 1)]).toEqual([true, true])
})
