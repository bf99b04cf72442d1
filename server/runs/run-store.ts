import { eq, sql } from 'drizzle-orm'
import type { NodeRegistry } from '#nodes/definitions'
import type { RunStore, RunTx } from '#engine/run-store'
import { createIsLetThrough } from '../contact-gate/is-let-through'
import type { Database } from '../db/open-database'
import { runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { createLedgerRows } from '../effects/ledger-rows'
import { createReadLead } from '../leads/read-lead'
import type { SecretBox } from '../secrets/secret-box'
import { createTakeTurn } from '../send-rates/take-turn'
import { createBuildContext } from './build-context'
import { createServices } from './create-services'
import { createEndRun } from './end-run'
import { createStepRows } from './step-rows'
import { createVersionCache } from './version-cache'
import { createWaitRows } from './wait-rows'

export interface RunStoreDeps {
  db: Database
  writer: Writer
  registry: NodeRegistry
  box: SecretBox
  publicUrl: string
}

/** The engine's store over SQLite. */
export function createRunStore({ db, writer, registry, box, publicUrl }: RunStoreDeps): RunStore {
  const tx = createRunTx({ db, registry, box, publicUrl })
  return { write: (work) => writer.write(() => work(tx)) }
}

function createRunTx({ db, registry, box, publicUrl }: Omit<RunStoreDeps, 'writer'>): RunTx {
  const versionOf = createVersionCache(db)
  const readLead = createReadLead(db)
  const buildContext = createBuildContext(db, readLead)
  const services = createServices({ db, box, publicUrl, readLead })
  const findRun = db
    .select({ id: runs.id, generation: runs.generation, versionId: runs.versionId, state: runs.state, hold: runs.hold, inboxSeq: runs.inboxSeq })
    .from(runs)
    .where(eq(runs.id, sql.placeholder('runId')))
    .prepare()
  const keep = db.$client.prepare('update runs set snapshot = @snapshot, snapshot_seq = @seq, state = @runState, updated_at = @now where id = @id and snapshot_seq <= @seq')
  const keepNewer = db.$client.prepare('update runs set state = @runState, updated_at = @now where id = @id and snapshot_seq > @seq')
  const attempt = db.$client.transaction((work: () => unknown) => work())
  const parsedParams = new Map<string, unknown>()

  /** Params with defaults filled in. Validated at publish, so a failure here is a node that changed incompatibly. */
  function paramsOf(versionId: string, nodeId: string, type: string, raw: unknown): unknown {
    const key = `${versionId}:${nodeId}`
    const known = parsedParams.get(key)
    if (known !== undefined) return known
    const parsed = registry[type]?.params.parse(raw)
    if (parsedParams.size > 20_000) parsedParams.clear()
    parsedParams.set(key, parsed)
    return parsed
  }

  return {
    findRun: (runId) => findRun.get({ runId }),
    findNode(run, nodeId) {
      const version = versionOf(run.versionId)
      const node = version?.nodes.get(nodeId)
      const step = version?.plan.steps[nodeId]
      return node && step && { type: node.type, label: node.label, params: node.params, step }
    },
    open(run, ref, node, now, loop) {
      const version = versionOf(run.versionId)
      if (!version) throw new Error(`runs.open: version ${run.versionId} is gone`)
      const params = paramsOf(run.versionId, ref.nodeId, node.type, node.params)
      return { context: buildContext(run.id, version, { ref, node, params, loop }, now), services: services({ kind: 'run', id: run.id }, now) }
    },
    attempt: <T>(work: () => T) => attempt(work) as T,
    ...createStepRows(db),
    ...createWaitRows(db),
    ...createLedgerRows(db),
    ...createIsLetThrough(db),
    ...createTakeTurn(db),
    keepSnapshot(run, state, runState, now) {
      const at = { id: run.id, seq: state.seq, runState, now }
      // A rehydrated run may come to its wait with fewer events behind it; it waits all the same.
      if (keep.run({ ...at, snapshot: JSON.stringify(state) }).changes === 0) keepNewer.run(at)
    },
    ...createEndRun(db, versionOf),
  }
}
