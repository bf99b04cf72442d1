import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { readExplanation } from '#nodes/revops/explanation'
import { standardWeights, type Weights } from '#nodes/revops/route-rules'
import type { Decision } from '#nodes/revops/what-if'
import { idAt } from '../db/id-at'
import type { Database } from '../db/open-database'
import { assignments, reps } from '../db/schema'

export const looksBackDays = 30
const dayMs = 86_400_000
/** The newest so many: reading a ranking takes about a fiftieth of a millisecond, and the page waits for all of them. */
const most = 3_000

/** The decisions of the last 30 days that a ranking made, in one team or all; the newest of them where there are very many. And the weights of the newest. */
export function readDecisions(db: Database, { teamId }: { teamId?: string | undefined }, now: number): { decisions: Decision[]; isCut: boolean; unlisted: number; weights: Weights } {
  const rows = db
    .select({ repId: assignments.repId, explanation: assignments.explanation })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(gte(assignments.id, idAt(now - looksBackDays * dayMs)), sql`json_type(${assignments.explanation}, '$.ranked') is not null`, teamId ? sql`+${reps.teamId} = ${teamId}` : undefined))
    .orderBy(desc(assignments.id))
    .limit(most + 1)
    .all()
  const read = rows.slice(0, most).flatMap(({ repId, explanation }) => {
    const kept = readExplanation(explanation)
    return kept ? [{ repId, ranked: kept.ranked, weights: kept.weights, isPartial: kept.rankedCount > kept.ranked.length }] : []
  })
  return { decisions: read, isCut: rows.length > most, unlisted: read.filter(({ isPartial }) => isPartial).length, weights: read[0]?.weights ?? standardWeights }
}
