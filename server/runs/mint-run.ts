import { sql } from 'drizzle-orm'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { outbox, runs } from '../db/schema'

export interface NewRun {
  flowId: string
  versionId: string
  subjectType: string
  subjectId: string
  dedupeKey: string
  eventId: string
}

/** Mints a run with its start in the outbox; undefined when this flow has run for this subject and key before. */
export function createMintRun(db: Database): (run: NewRun, now: number) => string | undefined {
  const insertRun = db
    .insert(runs)
    .values({
      id: sql.placeholder('id'), flowId: sql.placeholder('flowId'), versionId: sql.placeholder('versionId'), subjectType: sql.placeholder('subjectType'),
      subjectId: sql.placeholder('subjectId'), dedupeKey: sql.placeholder('dedupeKey'), eventId: sql.placeholder('eventId'), generation: 1,
      state: 'starting', snapshotSeq: 0, inboxSeq: 0, startedAt: sql.placeholder('now'), updatedAt: sql.placeholder('now'),
    })
    .onConflictDoNothing()
    .prepare()
  const insertStart = db.insert(outbox).values({ kind: 'start', runId: sql.placeholder('runId'), createdAt: sql.placeholder('now') }).prepare()
  return (run, now) => {
    const id = newId(now)
    if (insertRun.run({ ...run, id, now }).changes === 0) return undefined
    insertStart.run({ runId: id, now })
    return id
  }
}
