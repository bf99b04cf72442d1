import { and, desc, eq, isNull } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { newId } from '../db/new-id'
import { compile } from '#engine/compile/compile'
import type { NodeRegistry } from '#nodes/definitions'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows, flowVersions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { readDraft } from './read-draft'
import { listReferences, toReferences } from './references'
import { writeTriggers } from './write-triggers'

/**
 * Publishes a flow's draft as its next version: compiled, kept for good, its triggers live from this commit on and the
 * last version's gone. Runs in flight stay on the version they began with. Part of the caller's transaction.
 */
export function publishFlow(
  db: Database,
  registry: NodeRegistry,
  input: { flowId: string; rev: number; note: string; actor: Actor },
  now: number,
): { version: number; versionId: string } {
  const flow = db.select().from(flows).where(and(eq(flows.id, input.flowId), isNull(flows.deletedAt))).get()
  if (!flow) throw new AppError('not-found', 'This flow does not exist any more.')
  if (flow.rev !== input.rev) throw new AppError('draft-changed', 'Somebody else has saved this flow since you opened it. Reload, look at it, and publish then.', { rev: flow.rev })

  const draft = readDraft(flow.draft)
  const { plan, diagnostics, startsOn, writes, calls } = compile(draft, registry, toReferences(listReferences(db), flow.id))
  if (!plan) throw new AppError('flow-has-errors', 'This flow has problems that would lose leads. Mend them, then publish.', { diagnostics })
  const warnings = diagnostics.filter((each) => each.severity === 'warning')
  // What a person lets stand is kept with the version, with the reason.
  if (warnings.length > 0 && input.actor.kind === 'person' && input.note.trim() === '') {
    throw new AppError('bad-input', `${warnings.length === 1 ? 'A warning stays' : `${warnings.length} warnings stay`} in this flow. Write down why that is right, then publish.`, { diagnostics: warnings })
  }

  const last = db.select({ number: flowVersions.number }).from(flowVersions).where(eq(flowVersions.flowId, flow.id)).orderBy(desc(flowVersions.number)).get()
  const version = (last?.number ?? 0) + 1
  const versionId = newId(now)
  const planHash = createHash('sha256').update(JSON.stringify(plan)).digest('hex')
  db.insert(flowVersions)
    .values({ id: versionId, flowId: flow.id, number: version, document: draft, plan, planHash, reach: { startsOn, writes, calls }, note: input.note, publishedBy: input.actor.id, publishedAt: now })
    .run()
  writeTriggers(db, { flowId: flow.id, versionId, startsOn }, now)
  db.update(flows).set({ publishedId: versionId, publishedRev: flow.rev, updatedAt: now }).where(eq(flows.id, flow.id)).run()
  createAddAudit(db)({ actor: input.actor, action: 'flow.published', subject: { type: 'flow', id: flow.id }, after: { version, planHash, note: input.note } }, now)
  return { version, versionId }
}
