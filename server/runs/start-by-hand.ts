import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows, leads, runs, triggers } from '../db/schema'
import { AppError } from '../errors/app-error'
import { createMintRun } from './mint-run'

export interface StartByHand {
  flowId: string
  /** Left out for a flow that is about nothing in particular. */
  leadId?: string
  /** The same one again starts nothing. */
  idempotencyKey: string
  actor: Actor
}

export interface StartedByHand {
  runId: string
  state: 'started' | 'queued' | 'dropped' | 'duplicate'
}

/** Starts the published version of a flow for a lead because a person asks for it. Audited. Part of the caller's transaction. */
export function startByHand(db: Database, { flowId, leadId, idempotencyKey, actor }: StartByHand, now: number): StartedByHand {
  const flow = db.select({ publishedId: flows.publishedId }).from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
  if (!flow) throw new AppError('not-found', 'This flow does not exist any more.')
  if (!flow.publishedId) throw new AppError('conflict', 'This flow is not published, so it cannot run yet. Publish it, then start it.')
  const subject = subjectOf(db, flowId, leadId)
  const dedupeKey = `hand:${createHash('sha256').update(idempotencyKey).digest('base64url')}`

  const minted = createMintRun(db)({ flowId, versionId: flow.publishedId, subjectType: subject.type, subjectId: subject.id, dedupeKey }, now)
  const run = db
    .select({ id: runs.id, state: runs.state })
    .from(runs)
    .where(and(eq(runs.flowId, flowId), eq(runs.subjectType, subject.type), eq(runs.subjectId, subject.id), eq(runs.dedupeKey, dedupeKey)))
    .get()
  if (!run) throw new Error('runs.startByHand: neither minted nor known')
  if (minted === undefined) return { runId: run.id, state: 'duplicate' }
  createAddAudit(db)({ actor, action: 'run.started-by-hand', subject, after: { flowId, runId: run.id } }, now)
  return { runId: run.id, state: run.state === 'queued' ? 'queued' : run.state === 'done' ? 'dropped' : 'started' }
}

function subjectOf(db: Database, flowId: string, leadId: string | undefined): { type: string; id: string } {
  if (leadId === undefined) {
    const spec = db.select({ spec: triggers.spec }).from(triggers).where(eq(triggers.flowId, flowId)).get()?.spec
    if (spec?.on === 'schedule' && spec.about === 'once') return { type: 'workspace', id: 'workspace' }
    throw new AppError('bad-input', 'This flow runs for a lead. Choose the lead it shall run for.')
  }
  if (db.select({ id: leads.id }).from(leads).where(and(eq(leads.id, leadId), isNull(leads.deletedAt))).get()) return { type: 'lead', id: leadId }
  throw new AppError('not-found', 'There is no such lead. It may have been removed; reload the list.')
}
