import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { queueWatchers, reps, sources, teams, workItems } from '../db/schema'
import { addNotice } from '../notices/add-notice'
import { openWorkItem } from '../work-items/open-work-item'
import { watchedQueue } from '../work-items/watched-queue'
import { readDefaultPool } from './default-pool'
import { isOpen } from '../work-items/is-open'

const sayWithinMs = 24 * 3_600_000
const keyOf = (sourceId: string) => `source-without-rule:${sourceId}`

/**
 * Asks revenue operations where a source's leads should go: a task in a watched queue, and a notice for each who watches it; and keeps that
 * they were asked, so that the caller does so once, however many leads the source sends. Part of the transaction of its first lead.
 */
export function askForRule(db: Database, source: { id: string; name: string }, now: number): void {
  db.update(sources).set({ askedAt: now }).where(eq(sources.id, source.id)).run()
  const pool = readDefaultPool(db)
  const team = pool.teamId === null ? undefined : db.select({ name: teams.name }).from(teams).where(and(eq(teams.id, pool.teamId), isNull(teams.deletedAt))).get()
  const queueId = watchedQueue(db, { queueId: pool.queueId })
  const title = `New source “${source.name}” has no rule`
  const meanwhile = team ? `Until then they go to the default pool, ${team.name}, wherever a flow leaves the team to the source.` : 'There is no default pool yet: set one there, too.'
  const workItemId = openWorkItem(
    db,
    { kind: 'task', title, detail: `Leads have begun to come from it. Say at Records → Sources where they belong. ${meanwhile}`, dueAt: now + sayWithinMs, openKey: keyOf(source.id), ...(queueId && { queueId }) },
    now,
  )
  if (queueId === undefined) return
  for (const { repId } of activeWatchers(db, queueId)) {
    addNotice(db, { effectKey: `${keyOf(source.id)}:${repId}`, personId: repId, title, text: 'Say where its leads belong.', link: `/work?item=${workItemId}` }, now)
  }
}

/** Somebody has said it. Part of the caller's transaction. */
export function endAskingForRule(db: Database, { sourceId, actor }: { sourceId: string; actor: Actor }, now: number): void {
  db.update(workItems)
    .set({ state: 'done', doneAt: now, doneBy: actor.id, outcome: 'rule set' })
    .where(and(eq(workItems.openKey, keyOf(sourceId)), isOpen))
    .run()
}

function activeWatchers(db: Database, queueId: string): { repId: string }[] {
  return db
    .select({ repId: queueWatchers.repId })
    .from(queueWatchers)
    .innerJoin(reps, and(eq(reps.id, queueWatchers.repId), eq(reps.active, true), isNull(reps.deletedAt)))
    .where(eq(queueWatchers.queueId, queueId))
    .orderBy(queueWatchers.repId)
    .all()
}
