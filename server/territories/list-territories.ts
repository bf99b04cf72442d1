import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { leads, reps, teams, territories } from '../db/schema'
import { rulesVersion } from './rules-version'

const countedMs = 30 * 86_400_000

/** The territories in their order, with who works each, and what falls through: those that nobody works, and leads of the last 30 days without one or with one that is not on the list. */
export function listTerritories(db: Database, now: number) {
  const rows = db.select().from(territories).where(isNull(territories.deletedAt)).orderBy(asc(territories.place), asc(territories.id)).all()
  const people = db
    .select({ id: reps.id, name: reps.name, role: reps.role, team: teams.name, territories: reps.territories })
    .from(reps)
    .innerJoin(teams, eq(teams.id, reps.teamId))
    .where(and(eq(reps.active, true), isNull(reps.deletedAt)))
    .orderBy(asc(reps.name))
    .all()
  const everywhere = people.filter((each) => each.territories.length === 0 && each.role === 'rep').map(({ id, name }) => ({ id, name }))
  const since = now - countedMs
  const counted = new Map(
    db
      .select({ key: leads.territory, recent: sql<number>`sum(${leads.receivedAt} > ${since})` })
      .from(leads)
      .groupBy(leads.territory)
      .all()
      .map(({ key, recent }) => [key, recent]),
  )
  const known = new Set(rows.map(({ key }) => key))
  const strange = new Map<string, { leads30: number; people: string[] }>()
  const strangeOf = (name: string) => {
    const found = strange.get(name) ?? { leads30: 0, people: [] }
    strange.set(name, found)
    return found
  }
  for (const [key, recent] of counted) if (key !== null && recent > 0 && !known.has(key)) strangeOf(key).leads30 = recent
  for (const each of people) for (const key of each.territories) if (!known.has(key)) strangeOf(key).people.push(each.name)

  return {
    territories: rows.map(({ id, name, key, condition }) => {
      const own = people.filter((each) => each.territories.includes(key))
      return {
        id, name, key, condition, people: own.map((each) => ({ id: each.id, name: each.name })), teams: [...new Set(own.map((each) => each.team))], leads30: counted.get(key) ?? 0,
        isCovered: everywhere.length > 0 || own.some((each) => each.role === 'rep'),
      }
    }),
    everyone: people.filter((each) => each.role === 'rep').map((each) => ({ id: each.id, name: each.name, team: each.team, territories: each.territories })),
    everywhere,
    withoutTerritory: counted.get(null) ?? 0,
    strange: [...strange].map(([name, found]) => ({ name, ...found })).sort((one, other) => other.leads30 - one.leads30 || (one.name < other.name ? -1 : 1)).slice(0, 50),
    version: rulesVersion(db),
    now,
  }
}
