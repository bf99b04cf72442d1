import { and, eq, isNull } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { FlowDocument } from '#engine/graph/flow'
import { newId } from '../db/new-id'
import { compile } from '#engine/compile/compile'
import type { NodeRegistry } from '#nodes/definitions'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flowExits, flows, flowVersions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { type NewestVersion, newestVersion } from './newest-version'
import { readDraft } from './read-draft'
import { listReferences, toReferences } from './references'
import { writeTriggers } from './write-triggers'

/**
 * Publishes a flow's draft as its next version: compiled, kept for good, its triggers live from this commit on and the
 * last version's gone. Runs in flight stay on the version they began with until somebody moves them. Part of the caller's transaction.
 *
 * `base` is the newest version that the publisher has seen (null: none). Where somebody has published since, and where the
 * draft is what is live already, it is refused. Left out, whatever is there is published: the sample, simulations.
 */
export function publishFlow(
  db: Database,
  registry: NodeRegistry,
  input: { flowId: string; rev: number; base?: number | null; note: string; actor: Actor },
  now: number,
): { version: number; versionId: string } {
  const flow = db.select().from(flows).where(and(eq(flows.id, input.flowId), isNull(flows.deletedAt))).get()
  if (!flow) throw new AppError('not-found', 'This flow does not exist any more.')
  const last = newestVersion(db, flow.id)
  if (input.base !== undefined && input.base !== (last?.version ?? null)) throw new AppError('version-changed', overtakenWords(last, input.base), { newest: last })
  if (flow.rev !== input.rev) throw new AppError('draft-changed', 'Somebody else has saved this flow since you opened it. Reload, look at it, and publish then.', { rev: flow.rev })

  const draft = readDraft(flow.draft)
  const { plan, diagnostics, startsOn, writes, calls } = compile(draft, registry, toReferences(listReferences(db, now), flow.id))
  if (!plan) throw new AppError('flow-has-errors', 'This flow has problems that would lose leads. Mend them, then publish.', { diagnostics })
  const warnings = diagnostics.filter((each) => each.severity === 'warning')
  // What a person lets stand is kept with the version, with the reason.
  if (warnings.length > 0 && input.actor.kind === 'person' && input.note.trim() === '') {
    throw new AppError('bad-input', `${warnings.length === 1 ? 'A warning stays' : `${warnings.length} warnings stay`} in this flow. Write down why that is right, then publish.`, { diagnostics: warnings })
  }

  const planHash = createHash('sha256').update(JSON.stringify(plan)).digest('hex')
  if (input.base !== undefined) refuseUnchanged(db, flow.publishedId, draft, planHash)
  const version = (last?.version ?? 0) + 1
  const versionId = newId(now)
  db.insert(flowVersions)
    .values({ id: versionId, flowId: flow.id, number: version, document: draft, plan, planHash, reach: { startsOn, writes, calls }, note: input.note, publishedBy: input.actor.id, publishedAt: now })
    .run()
  for (const [position, { event, condition = null, reason }] of (draft.sequence?.exits ?? []).entries()) db.insert(flowExits).values({ versionId, position, eventType: event, condition, reason }).run()
  writeTriggers(db, { flowId: flow.id, versionId, startsOn }, now)
  db.update(flows).set({ publishedId: versionId, publishedRev: flow.rev, updatedAt: now }).where(eq(flows.id, flow.id)).run()
  createAddAudit(db)({ actor: input.actor, action: 'flow.published', subject: { type: 'flow', id: flow.id }, after: { version, planHash, note: input.note } }, now)
  return { version, versionId }
}

function overtakenWords(last: NewestVersion | undefined, base: number | null): string {
  const seen = base === null ? 'nothing was published' : `version ${base} was the newest`
  if (!last) return `You have seen version ${base}, and nothing is published. Reload, look at the flow, and publish then.`
  const when = new Date(last.at).toISOString().slice(0, 16).replace('T', ' ')
  return `${last.by} published version ${last.version} at ${when} UTC; when you looked, ${seen}. Nothing of yours is lost: look at what would change now, then publish again.`
}

/** The same document may still make another plan, where a step or this product has changed since. */
function refuseUnchanged(db: Database, publishedId: string | null, draft: FlowDocument, planHash: string): void {
  const live = publishedId === null ? undefined : db.select().from(flowVersions).where(eq(flowVersions.id, publishedId)).get()
  if (!live || live.planHash !== planHash || !isDeepStrictEqual(readDraft(live.document), draft)) return
  throw new AppError('nothing-changed', `Nothing has changed since version ${live.number}, which is live. There is nothing to publish.`, { version: live.number })
}
