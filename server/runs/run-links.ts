import { and, asc, desc, eq, inArray, lt, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { auditLog, flows, leads, runs, users } from '../db/schema'
import { aboutWhom } from './about-whom'
import { activeStates } from './rehydrate-run'

type Run = typeof runs.$inferSelect

/** A page shows so many of the runs that one has started; a “for each” may start thousands. */
const mostChildren = 100

/** The runs around one: the one that started it, those it has started, and the one that it waits behind. */
export function linksOf(db: Database, run: Run) {
  const [parent = null] = run.parentRunId === null ? [] : list(db, eq(runs.id, run.parentRunId), asc(runs.id), 1)
  const children = list(db, eq(runs.parentRunId, run.id), desc(runs.id), mostChildren)
  const childCount = db.select({ count: sql<number>`count(*)` }).from(runs).where(eq(runs.parentRunId, run.id)).get()?.count ?? 0
  return { parent, children, childCount, behind: run.state === 'queued' ? runBefore(db, run) : null }
}

/** The nearest one in the line; one that is under way where this is the first in it. */
function runBefore(db: Database, run: Run) {
  const same = and(eq(runs.flowId, run.flowId), eq(runs.subjectType, run.subjectType), eq(runs.subjectId, run.subjectId), ne(runs.id, run.id))
  const [before] = list(db, and(same, lt(runs.id, run.id), notInArray(runs.state, ['done', 'failed'])), desc(runs.id), 1)
  return before ?? list(db, and(same, inArray(runs.state, activeStates)), desc(runs.id), 1)[0] ?? null
}

function list(db: Database, where: SQL | undefined, order: SQL, limit: number) {
  return db
    .select({
      id: runs.id, flow: flows.name, state: runs.state, hold: runs.hold, endReason: runs.endReason, startedAt: runs.startedAt,
      subject: sql<string>`case when ${runs.subjectType} = 'workspace' then ${aboutWhom} else coalesce(${leads.name}, ${leads.email}, 'Unnamed lead') end`,
    })
    .from(runs)
    .innerJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(leads, eq(leads.id, runs.subjectId))
    .where(where)
    .orderBy(order)
    .limit(limit)
    .all()
}

/** When a run was paused or stopped and by whom, from the audit log: a person, or another run. Null for one that goes on. */
export function heldBy(db: Database, run: Run) {
  const isStopped = run.hold === 'cancelled' || run.endReason === 'cancelled' || run.endReason === 'superseded'
  if (run.hold === null && !isStopped) return null
  const said = db
    .select({ at: auditLog.at, kind: auditLog.actorKind, actorId: auditLog.actorId, person: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(eq(auditLog.subjectType, 'run'), eq(auditLog.subjectId, run.id), inArray(auditLog.action, isStopped ? ['run.cancelled', 'run.superseded'] : ['run.paused'])))
    .orderBy(desc(auditLog.seq))
    .limit(1)
    .get()
  if (!said) return null
  const [by = null] = said.kind === 'run' ? list(db, eq(runs.id, said.actorId), asc(runs.id), 1) : []
  return { at: said.at, person: said.person, run: by }
}

/** When a run was last moved to another version and by whom, and the number of the one that it went by before. Null for one that goes by the version it began with. */
export function movedFrom(db: Database, run: Run): { from: number; at: number; person: string | null } | null {
  const said = db
    .select({ at: auditLog.at, before: auditLog.before, person: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(eq(auditLog.subjectType, 'run'), eq(auditLog.subjectId, run.id), eq(auditLog.action, 'run.moved')))
    .orderBy(desc(auditLog.seq))
    .limit(1)
    .get()
  return said ? { from: (said.before as { version: number }).version, at: said.at, person: said.person } : null
}
