import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, it } from 'vitest'
import type { Database } from '#server/db/open-database'
import * as schema from '#server/db/schema'
import { createReadLead } from '#server/leads/read-lead'
import { listRoster } from '#server/roster/list-roster'
import { getRun } from '#server/runs/get-run'
import { listRuns } from '#server/runs/list-runs'
import { listWork } from '#server/work-items/list-work'
import { playSmall } from './small-simulation'

const { leads, reps, runs, runSteps } = schema

it('quickened queries give what Drizzle gives: joins, nothing found, JSON, booleans, limits', async () => {
  const { simulation } = await playSmall({ leads: 25, providers: { email: [{ timesOutAfterAccept: 0.3 }] }, people: { everybody: { closesAfterDays: null } } })
  const quick = simulation.world.db
  const plain: Database = drizzle(new Sqlite(quick.$client.serialize()), { schema, casing: 'snake_case' })
  const user = { id: 'ops', name: 'Ops', email: 'ops@x.example', role: 'ops' as const }
  const runIds = plain.select({ id: runs.id }).from(runs).all().map(({ id }) => id)
  for (const db of [quick, plain]) expect(db.select({ id: runs.id }).from(runs).limit(3).all()).toEqual(runIds.slice(0, 3).map((id) => ({ id })))
  expect(listRoster(quick)).toEqual(listRoster(plain))
  expect(listRuns(quick, { view: 'all' })).toEqual(listRuns(plain, { view: 'all' }))
  expect(listWork(quick, user)).toEqual(listWork(plain, user))
  for (const id of runIds) expect(getRun(quick, id, 1)).toEqual(getRun(plain, id, 1))
  for (const { id } of plain.select({ id: leads.id }).from(leads).all()) expect(createReadLead(quick)(id)).toEqual(createReadLead(plain)(id))
  expect(quick.select().from(runSteps).all()).toEqual(plain.select().from(runSteps).all())

  // A part that an outer join does not find is null as a whole, prepared or not.
  const leadId = plain.select({ id: leads.id }).from(leads).orderBy(leads.id).get()?.id
  const withOwner = (db: Database) => db.select({ id: leads.id, owner: reps, by: { name: reps.name } }).from(leads).leftJoin(reps, sql`${reps.id} = ${leads.ownerId} and ${leads.id} <> ${leadId}`).orderBy(leads.id)
  expect(withOwner(plain).get()).toMatchObject({ id: leadId, owner: null, by: null })
  expect([withOwner(quick).all(), withOwner(quick).prepare().get()]).toEqual([withOwner(plain).all(), withOwner(plain).get()])

  // Kept as prepared, asked again with other values, and told what is missing.
  const byId = quick.select({ id: reps.id, active: reps.active, skills: reps.skills }).from(reps).where(sql`${reps.id} = ${sql.placeholder('id')}`).prepare()
  const [first, second] = plain.select({ id: reps.id, active: reps.active, skills: reps.skills }).from(reps).limit(2).all()
  expect([byId.get({ id: first?.id }), byId.get({ id: second?.id }), byId.get({ id: 'nobody' })]).toEqual([first, second, undefined])
  expect(() => byId.get()).toThrow(/No value for placeholder "id"/)
  simulation.close()
  plain.$client.close()
})
