import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SourcesService } from '#nodes/sdk/services'
import type { Database } from '../db/open-database'
import { leads, sources, teams } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'
import { watchedQueue } from '../work-items/watched-queue'
import { readDefaultPool } from './default-pool'

const mendWithinMs = 4 * 3_600_000

/** Sources and their rules as a step sees them. */
export function createSourcesService(db: Database): (now: number) => SourcesService {
  const find = db
    .select({ id: sources.id, name: sources.name, rule: sources.rule })
    .from(leads)
    .innerJoin(sources, eq(sources.id, leads.sourceId))
    .where(eq(leads.id, sql.placeholder('leadId')))
    .prepare()
  const findTeam = db.select({ id: teams.id, name: teams.name }).from(teams).where(and(eq(teams.id, sql.placeholder('id')), isNull(teams.deletedAt))).prepare()
  const teamOf = (id: string | null) => (id === null ? null : (findTeam.get({ id }) ?? null))

  return (now) => ({
    of(subject) {
      const source = subject.type === 'lead' ? find.get({ leadId: subject.id }) : undefined
      return source && { ...source, ruleTeam: teamOf(source.rule?.to === 'team' ? source.rule.teamId : null), defaultTeam: teamOf(readDefaultPool(db).teamId) }
    },
    report({ id, name }, problem) {
      const queueId = watchedQueue(db, { queueId: readDefaultPool(db).queueId })
      const detail = problem === 'team-gone'
        ? 'The team that its rule names does not exist any more. Meanwhile its leads go elsewhere: to the default pool, or to the team of the step. Choose another team at Records → Sources.'
        : 'No rule says who gets its leads, and there is no default pool, so they leave the step as if nobody were free. Set a default pool at Records → Sources.'
      openWorkItem(db, { kind: 'task', title: `Leads of the source “${name}” do not go where they should`, detail, dueAt: now + mendWithinMs, openKey: `source-${problem}:${id}`, ...(queueId && { queueId }) }, now)
    },
  })
}
