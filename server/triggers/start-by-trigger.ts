import type { Again, StartSpec } from '#nodes/sdk/start-spec'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { runs } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { createMintRun } from '../runs/mint-run'

export interface StartingTrigger {
  flowId: string
  versionId: string
  spec: StartSpec
}

export interface Start {
  subjectType: string
  subjectId: string
  /** What makes two starts the same run: unique with flow and subject. */
  dedupeKey: string
  eventId: string
  /** How many runs caused one another by their changes before this one. */
  chain?: number
}

/** Starts that came to nothing: whoever asks whether somebody has been through a flow leaves them out. */
const refusals = `('dropped', 'not-again')`

/**
 * Starts a run by a trigger, where its rule for the same person lets it; the run's id, or undefined where this start has been before. One that the rule refuses is kept
 * as a run that is over, with the reason `not-again`, so that it is counted and seen. Part of the caller's transaction: two starts at the same moment see each other.
 */
export function createStartByTrigger(db: Database): (trigger: StartingTrigger, start: Start, now: number) => string | undefined {
  const mintRun = createMintRun(db)
  // The person's runs: those about any lead of the contact. What is no lead stands for itself.
  const ofPerson = `from runs where flow_id = @flowId and subject_type = @subjectType
    and subject_id in (select @subjectId union select other.id from leads join leads other on other.contact_id = leads.contact_id where @subjectType = 'lead' and leads.id = @subjectId)
    and coalesce(end_reason, '') not in ${refusals}`
  const newestStart = db.$client.prepare(`select max(started_at) ${ofPerson}`).pluck()
  const isActive = db.$client.prepare(`select exists (select 1 ${ofPerson} and state not in ('done', 'failed'))`).pluck()

  function isRefused(again: Again, flowId: string, { subjectType, subjectId }: Start, now: number): boolean {
    const about = { flowId, subjectType, subjectId }
    if (again.rule === 'not-active') return isActive.get(about) === 1
    const last = newestStart.get(about) as number | null
    return last !== null && (again.rule === 'once' || now - last < again.ms)
  }

  return ({ flowId, versionId, spec }, start, now) => {
    const run = { chain: 0, ...start, flowId, versionId }
    if (!spec.again || !isRefused(spec.again, flowId, start, now)) return mintRun(run, now)
    const id = newId(now)
    const over = { id, generation: 1, state: 'done' as const, endReason: 'not-again', snapshotSeq: 0, inboxSeq: 0, startedAt: now, updatedAt: now, endedAt: now }
    return insertRow(db, runs, { ...run, ...over }, { orIgnore: true }) ? id : undefined
  }
}
