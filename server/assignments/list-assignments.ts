import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { idAt } from '../db/id-at'
import { assignments, leads, reps } from '../db/schema'

const shownDays = 30
const dayMs = 86_400_000

const columns = {
  id: assignments.id, subjectId: assignments.subjectId, subjectName: leads.name, subjectEmail: leads.email, company: leads.company, repId: assignments.repId, repName: reps.name,
  runId: assignments.runId, level: assignments.level, state: assignments.state, score: assignments.score, offeredAt: assignments.offeredAt, answeredAt: assignments.answeredAt,
  isLate: assignments.late, endedAt: assignments.endedAt, endedFor: assignments.endedFor,
}

export interface AssignmentsQuery {
  limit: number
  /** `next` of the page before. */
  cursor?: string
  repId?: string
}

/**
 * Who was given what over the last 30 days, newest first, in pages that hang on the last row of the page before. They are found by
 * the time in their ids: there may be far more of them in all.
 */
export function listAssignments(db: Database, { limit, cursor, repId }: AssignmentsQuery, now: number) {
  const rows = select(db, and(gte(assignments.id, idAt(now - shownDays * dayMs)), cursor ? lt(assignments.id, cursor) : undefined, repId ? sql`+${assignments.repId} = ${repId}` : undefined), limit + 1)
  return { assignments: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null }
}

/** Who was given this lead, newest first: by runs, by hand, and who took over. */
export function assignmentsOfLead(db: Database, leadId: string) {
  return select(db, and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, leadId)), 100)
}

/** One assignment with its ranking as it was kept; undefined when there is none. */
export function findAssignment(db: Database, id: string) {
  const [found] = select(db, eq(assignments.id, id), 1)
  const kept = db.select({ explanation: assignments.explanation }).from(assignments).where(eq(assignments.id, id)).get()
  return found && { ...found, explanation: kept?.explanation ?? null }
}

function select(db: Database, where: SQL | undefined, limit: number) {
  return db
    .select(columns)
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .leftJoin(leads, eq(leads.id, assignments.subjectId))
    .where(where)
    .orderBy(desc(assignments.id))
    .limit(limit)
    .all()
    .map(({ subjectName, subjectEmail, ...row }) => ({ ...row, subjectName: subjectName ?? subjectEmail }))
}
