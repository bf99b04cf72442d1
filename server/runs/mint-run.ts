import { and, asc, eq, ne, notInArray, sql } from 'drizzle-orm'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { outbox, runs } from '../db/schema'
import { cancelRun } from './cancel-run'
import { rulesOfVersion } from './rules-of-version'
import { dropRun } from './start-queued'
import { takeTurn } from './take-turn'

export interface NewRun {
  flowId: string
  versionId: string
  subjectType: string
  subjectId: string
  /** What makes two starts the same run: unique with flow and subject. */
  dedupeKey: string
  eventId?: string | null
  /** The run whose step starts this one, and how many lie above it. */
  parentRunId?: string
  depth?: number
  /** How many runs caused one another by their changes before this one; that of the parent where there is one. */
  chain?: number
}

/**
 * Mints a run with its start in the outbox; undefined when this flow has run for this subject and key before. While another
 * run of the flow is under way for the same subject, the version says what happens: both run (`allow`), the new one waits
 * (state `queued`) or is kept as `done` with the reason `dropped`, or the others are stopped (`replace`). Beside other flows of its group for the
 * same person it starts when it is its turn. Part of the
 * caller's transaction: two starts at the same moment see each other, since there is one writer at a time.
 */
export function createMintRun(db: Database): (run: NewRun, now: number) => string | undefined {
  const insertRun = db
    .insert(runs)
    .values({
      id: sql.placeholder('id'), flowId: sql.placeholder('flowId'), versionId: sql.placeholder('versionId'), subjectType: sql.placeholder('subjectType'),
      subjectId: sql.placeholder('subjectId'), dedupeKey: sql.placeholder('dedupeKey'), eventId: sql.placeholder('eventId'), parentRunId: sql.placeholder('parentRunId'),
      depth: sql.placeholder('depth'), chain: sql.placeholder('chain'), generation: 1, state: 'starting', snapshotSeq: 0, inboxSeq: 0,
      startedAt: sql.placeholder('now'), updatedAt: sql.placeholder('now'),
    })
    .onConflictDoNothing()
    .prepare()
  const insertStart = db.insert(outbox).values({ kind: 'start', runId: sql.placeholder('runId'), createdAt: sql.placeholder('now') }).prepare()
  const findOthers = db
    .select({ id: runs.id, hold: runs.hold })
    .from(runs)
    .where(
      and(
        eq(runs.flowId, sql.placeholder('flowId')), eq(runs.subjectId, sql.placeholder('subjectId')), notInArray(runs.state, ['done', 'failed']),
        eq(runs.subjectType, sql.placeholder('subjectType')), ne(runs.id, sql.placeholder('id')),
      ),
    )
    .orderBy(asc(runs.id))
    .prepare()
  /** Whether the run starts now, for all that others of its flow for the same record say. */
  function mayStart(run: NewRun, id: string, now: number): boolean {
    const others = findOthers.all({ ...run, id })
    if (others.length === 0) return true
    switch (rulesOfVersion(db, run.versionId).concurrency) {
      case 'allow':
        return true
      case 'queue':
        queue(id)
        return false
      case 'drop':
        // What a person has just stopped is over, even if it has not heard of it yet.
        if (others.every((other) => other.hold === 'cancelled')) return true
        dropRun(db, id, now)
        return false
      case 'replace':
        for (const other of others) cancelRun(db, { runId: other.id, reason: 'superseded', actor: { kind: 'run', id } }, now)
        return true
    }
  }

  /** Whether it starts now for all that others of its group for the same person say. */
  function hasTurn(run: NewRun, id: string, now: number): boolean {
    const turn = takeTurn(db, { ...run, id }, now)
    if (turn === 'wait') queue(id)
    if (turn === 'drop') dropRun(db, id, now)
    return turn === 'start'
  }

  function queue(id: string): void {
    db.update(runs).set({ state: 'queued' }).where(eq(runs.id, id)).run()
  }

  return (run, now) => {
    const id = newId(now)
    const { parentRunId = null, depth = 0, chain = 0, eventId = null } = run
    if (insertRun.run({ ...run, id, parentRunId, depth, eventId, chain, now }).changes === 0) return undefined
    if (mayStart(run, id, now) && hasTurn(run, id, now)) insertStart.run({ runId: id, now })
    return id
  }
}
