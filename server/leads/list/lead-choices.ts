import { asc, isNull, ne, and, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { reps, sources, teams } from '../../db/schema'

const mostTerritories = 200

/** What leads can be filtered by: people and teams of the roster, sources, and territories that leads name. People who have left are among them: some leads are still theirs. */
export function listLeadChoices(db: Database) {
  return {
    owners: db.select({ id: reps.id, name: reps.name, isActive: reps.active }).from(reps).where(isNull(reps.deletedAt)).orderBy(asc(reps.name)).all(),
    teams: db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).orderBy(asc(teams.name)).all(),
    sources: db.select({ id: sources.id, name: sources.name }).from(sources).where(and(isNull(sources.deletedAt), ne(sources.kind, 'internal'))).orderBy(asc(sources.name)).all(),
    territories: territoriesOf(db),
  }
}

/** From one territory to the next by the index, whatever number of leads each has. */
function territoriesOf(db: Database): string[] {
  return db
    .all<{ name: string }>(sql`
      with recursive found(name) as (
        select min(territory) from leads
        union all
        select (select min(territory) from leads where territory > found.name) from found where found.name is not null
      )
      select name from found where name is not null limit ${mostTerritories}`)
    .map(({ name }) => name)
}
