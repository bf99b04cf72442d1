import { eq, sql } from 'drizzle-orm'
import { type Stays, whyStays } from '#engine/advance/why-stays'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { contactOf } from '../contact-gate/contact-of'
import type { Database } from '../db/open-database'
import { flows, runs, runSteps } from '../db/schema'
import { rehydrateRun } from './rehydrate-run'
import { rulesOfVersion } from './rules-of-version'
import { isGroupBusy } from './take-turn'
import { createVersionCache, type LoadedVersion } from './version-cache'

/** Why a run stays with its version: what its steps say, the flow is off line, or the newer version puts its person into a group where another flow writes to them. */
export type StaysBecause = Stays | 'off-line' | 'busy'

/**
 * Has runs go on by the version of their flow that is live now, from where they stand: what waits goes on waiting until the instant that it began with, and everything after it is as the
 * new version says. The old execution may write nothing from this commit on. Moving a run that is there already is nothing. The first function says why a run would stay, and changes nothing; the second
 * moves it unless there is a reason, and returns the reason. Part of the caller's transaction.
 */
export function createMoveRun(db: Database): { whyStays(runId: string): StaysBecause | undefined; move(runId: string, actor: Actor, now: number): StaysBecause | undefined } {
  const versionOf = createVersionCache(db)
  const find = db.select({ run: runs, liveId: flows.publishedId }).from(runs).innerJoin(flows, eq(flows.id, runs.flowId)).where(eq(runs.id, sql.placeholder('runId'))).prepare()
  const findSteps = db
    .select({ nodeId: runSteps.nodeId, visit: runSteps.visit, outlet: runSteps.outlet })
    .from(runSteps)
    .where(eq(runSteps.runId, sql.placeholder('runId')))
    .prepare()

  function look(runId: string) {
    const found = find.get({ runId })
    if (!found) throw new Error(`runs.moveRun: run ${runId} is gone`)
    const { run, liveId } = found
    const [from, to] = [versionOf(run.versionId), liveId === null ? undefined : versionOf(liveId)]
    return { run, from, to, stays: from && to ? stays(run, from, to) : ('off-line' as const) }
  }

  function stays(run: typeof runs.$inferSelect, from: LoadedVersion, to: LoadedVersion): StaysBecause | undefined {
    if (from.id === to.id) return undefined
    const group = rulesOfVersion(db, to.id).sequence?.group
    if (group && group !== rulesOfVersion(db, from.id).sequence?.group) {
      const contactId = contactOf(db, { type: run.subjectType, id: run.subjectId })
      if (contactId !== undefined && isGroupBusy(db, contactId, group, run.id)) return 'busy'
    }
    // It has not begun.
    if (run.state === 'queued') return undefined
    const { snapshot } = run
    const tokens = snapshot?.tokens ?? []
    const stoodAt = new Set(tokens.map(({ at, visit }) => `${at}.${visit}`))
    const passed = findSteps.all({ runId: run.id }).filter(({ nodeId, visit }) => stoodAt.has(`${nodeId}.${visit}`) || visit > (snapshot?.visits[nodeId] ?? 0))
    return whyStays(from.plan, to.plan, { passed, isBegun: snapshot !== null, isSplit: tokens.length > 1 || tokens.some(({ group: part, loops }) => part !== undefined || (loops?.length ?? 0) > 0) })
  }

  return {
    whyStays: (runId) => look(runId).stays,
    move(runId, actor, now) {
      const { run, from, to, stays: because } = look(runId)
      if (because !== undefined || !from || !to || from.id === to.id) return because
      db.update(runs).set({ versionId: to.id, updatedAt: now }).where(eq(runs.id, runId)).run()
      // One that waits for its turn has no execution yet, and is left as it is.
      rehydrateRun(db, runId, run.generation, now)
      createAddAudit(db)({ actor, action: 'run.moved', subject: { type: 'run', id: runId }, before: { version: from.number }, after: { version: to.number } }, now)
      return undefined
    },
  }
}
