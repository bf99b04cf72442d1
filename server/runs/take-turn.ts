import { and, eq } from 'drizzle-orm'
import { contactOf } from '../contact-gate/contact-of'
import { noteConflict, resolveByRun } from '../conflicts/note-conflict'
import type { Database } from '../db/open-database'
import { conflicts, runs } from '../db/schema'
import { pauseRun, resumeRun } from './hold-run'
import { rulesOfVersion } from './rules-of-version'
import { runsOfPerson } from './runs-of-person'
import { startQueued } from './start-queued'

type Starting = { id: string; versionId: string; subjectType: string; subjectId: string }
export type Turn = 'start' | 'wait' | 'drop'

/**
 * Whether a new run may start beside the others of its group for the same person. One that matters more pauses those that are under way; one that matters as much or less waits for
 * its turn or is not started, as its flow says. Each such meeting is kept as a conflict. Part of the transaction that mints the run.
 */
export function takeTurn(db: Database, run: Starting, now: number): Turn {
  const own = rulesOfVersion(db, run.versionId).sequence
  const contactId = own?.group ? contactOf(db, { type: run.subjectType, id: run.subjectId }) : undefined
  if (!own || contactId === undefined) return 'start'
  const active = activeInGroup(db, contactId, own.group ?? '', run.id)
  const [first] = active
  if (!first) return 'start'
  const openKey = (runId: string, otherId: string) => `flows:${runId}:${otherId}`
  if (active.every((other) => own.priority < other.priority)) {
    for (const other of active) {
      pauseRun(db, { runId: other.id, actor: { kind: 'run', id: run.id } }, now)
      noteConflict(db, { kind: 'flows', contactId, runId: other.id, otherRunId: run.id, rule: 'priority', action: 'paused', openKey: openKey(other.id, run.id) }, now)
    }
    return 'start'
  }
  const turn = own.whenBusy
  const rule = first.priority < own.priority ? 'priority' : 'first-come'
  noteConflict(db, { kind: 'flows', contactId, runId: run.id, otherRunId: first.id, rule, action: turn === 'wait' ? 'waits' : 'not-started', openKey: openKey(run.id, first.id) }, now)
  return turn
}

/**
 * A run has ended: of those that gave way to it the one that matters most goes on or begins, and the others wait for that one. What it gave way to itself is settled. Part of the
 * transaction that ends it, so that nobody waits for a run that is over.
 */
export function passTurn(db: Database, ended: { id: string }, now: number): void {
  resolveByRun(db, ended.id, 'ended', now)
  const waiting = db
    .select({ id: runs.id, state: runs.state, hold: runs.hold, versionId: runs.versionId, contactId: conflicts.contactId })
    .from(conflicts)
    .innerJoin(runs, eq(runs.id, conflicts.runId))
    .where(and(eq(conflicts.otherRunId, ended.id), eq(conflicts.state, 'open'), eq(conflicts.kind, 'flows')))
    .all()
    .map((run) => ({ ...run, rules: rulesOfVersion(db, run.versionId).sequence }))
    // The one that matters most; among equals one that has begun, then the oldest.
    .sort((a, b) => (a.rules?.priority ?? 9) - (b.rules?.priority ?? 9) || Number(a.state === 'queued') - Number(b.state === 'queued') || (a.id < b.id ? -1 : 1))
  for (const run of waiting) {
    if (run.hold === 'cancelled') continue
    const [busy] = activeInGroup(db, run.contactId, run.rules?.group ?? '', run.id)
    if (busy) {
      db.update(conflicts).set({ otherRunId: busy.id }).where(and(eq(conflicts.runId, run.id), eq(conflicts.otherRunId, ended.id), eq(conflicts.state, 'open'))).run()
      continue
    }
    if (run.state === 'queued') startQueued(db, run.id, now)
    else resumeRun(db, { runId: run.id, dates: 'shift', actor: { kind: 'run', id: ended.id } }, now)
    resolveByRun(db, run.id, run.state === 'queued' ? 'started' : 'resumed', now)
  }
}

/** Whether another run of this group is under way for this person. */
export function isGroupBusy(db: Database, contactId: string, group: string, exceptId: string): boolean {
  return activeInGroup(db, contactId, group, exceptId).length > 0
}

/** Runs of a group about a person that are under way: not those that wait for their turn, are paused, or are being stopped; those that matter most first. */
function activeInGroup(db: Database, contactId: string, group: string, exceptId: string): { id: string; priority: number }[] {
  return runsOfPerson(db, contactId)
    .filter((run) => run.id !== exceptId && run.state !== 'queued' && run.hold !== 'cancelled' && !gaveWay(db, run))
    .flatMap((run) => {
      const rules = rulesOfVersion(db, run.versionId).sequence
      return rules?.group === group ? [{ id: run.id, priority: rules.priority }] : []
    })
    .sort((a, b) => a.priority - b.priority)
}

/** One that a person has paused keeps its place; one that gave way to another has none. */
function gaveWay(db: Database, run: { id: string; hold: string | null }): boolean {
  if (run.hold !== 'paused') return false
  return db.select({ id: conflicts.id }).from(conflicts).where(and(eq(conflicts.runId, run.id), eq(conflicts.state, 'open'), eq(conflicts.action, 'paused'))).limit(1).get() !== undefined
}
