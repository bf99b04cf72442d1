import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { SourceRule } from '#nodes/revops/source-rule'
import type { Json } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { sources, teams } from '../db/schema'
import { AppError } from '../errors/app-error'
import { endAskingForRule } from './ask-for-rule'
import { tellOfRule } from './tell-of-source'

export const NewRule = z.union([
  z.object({ to: z.literal('default') }),
  z.object({
    to: z.literal('team'),
    teamId: z.string().min(1, 'Choose a team').max(40),
    territory: z.string().trim().max(120).nullable().transform((territory) => territory?.toLowerCase() || null),
    skills: z.array(z.string().trim().min(1).max(80)).max(50),
    goesFirst: z.boolean(),
  }),
])

/** Says where a source's leads go from now on, or takes that back (null). Whoever was asked for it is asked no more, and flows hear of it. Audited. Part of the caller's transaction. */
export function setRule(db: Database, { sourceId, rule, actor }: { sourceId: string; rule: SourceRule | null; actor: Actor }, now: number): void {
  const source = db.select().from(sources).where(and(eq(sources.id, sourceId), isNull(sources.deletedAt))).get()
  if (!source || source.kind === 'internal') throw new AppError('not-found', 'There is no such source. Reload the list.')
  if (rule?.to === 'team' && !db.select({ id: teams.id }).from(teams).where(and(eq(teams.id, rule.teamId), isNull(teams.deletedAt))).get()) throw new AppError('bad-input', 'This team does not exist any more. Choose another.')
  db.update(sources).set({ rule }).where(eq(sources.id, sourceId)).run()
  if (rule) {
    endAskingForRule(db, { sourceId, actor }, now)
    tellOfRule(db, source, now)
  }
  createAddAudit(db)({ actor, action: 'source.rule', subject: { type: 'source', id: sourceId }, before: source.rule as Json, after: rule as Json }, now)
}

/** Names of the sources whose rule sends leads to a team: while there are any, it stays. */
export function sourcesOfTeam(db: Database, teamId: string): string[] {
  return db
    .select({ name: sources.name, rule: sources.rule })
    .from(sources)
    .where(isNull(sources.deletedAt))
    .orderBy(sources.name)
    .all()
    .flatMap(({ name, rule }) => (rule?.to === 'team' && rule.teamId === teamId ? [name] : []))
}
