import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { leads, sources, teams, workItems } from '../db/schema'

const countedMs = 30 * 86_400_000

/**
 * Every source with how many leads it sent in the last 30 days, its last lead, its rule and whether people are being asked for one. Those
 * without a rule first, then by name.
 */
export function listSources(db: Database, now: number) {
  const living = new Map(db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).all().map(({ id, name }) => [id, name]))
  const asking = new Set(db.select({ key: workItems.openKey }).from(workItems).where(and(eq(workItems.state, 'open'), sql`${workItems.openKey} like 'source-without-rule:%'`)).all().map(({ key }) => key.slice(key.indexOf(':') + 1)))
  const counted = db
    .select({ id: leads.sourceId, recent: sql<number>`count(*)`, last: sql<number>`max(received_at)` })
    .from(leads)
    .where(and(isNull(leads.deletedAt), sql`${leads.receivedAt} > ${now - countedMs}`, inArray(leads.sourceId, db.select({ id: sources.id }).from(sources))))
    .groupBy(leads.sourceId)
    .all()
  const recent = new Map(counted.map((each) => [each.id, each]))
  const last = db.select({ at: leads.receivedAt }).from(leads).where(eq(leads.sourceId, sql.placeholder('id'))).orderBy(sql`received_at desc`).limit(1).prepare()
  const rows = db.select().from(sources).where(and(isNull(sources.deletedAt), notInArray(sources.kind, ['internal', 'mail']))).orderBy(asc(sources.name), asc(sources.id)).all()
  return rows
    .map(({ id, name, kind, createdAt, rule, askedAt, confirmsEmail }) => {
      const ruleTeam = rule?.to === 'team' ? (living.get(rule.teamId) ?? null) : null
      return {
        id, name, kind, createdAt, askedAt, confirmsEmail, rule, ruleTeam, isAsking: asking.has(id), leads30: recent.get(id)?.recent ?? 0, lastLeadAt: recent.get(id)?.last ?? last.get({ id })?.at ?? null,
        state: rule === null ? ('new' as const) : rule.to === 'default' ? ('default' as const) : ruleTeam === null ? ('team-gone' as const) : ('ruled' as const),
      }
    })
    .sort((one, other) => urgency(one.state) - urgency(other.state))
}

function urgency(state: 'new' | 'default' | 'team-gone' | 'ruled'): number {
  return state === 'team-gone' ? 0 : state === 'new' ? 1 : 2
}
