import { eq, sql } from 'drizzle-orm'
import type { FlowNode } from '#engine/graph/flow'
import type { Plan, Step } from '#engine/plan'
import type { Database } from '../db/open-database'
import { flowVersions } from '../db/schema'

export interface LoadedVersion {
  id: string
  flowId: string
  flowName: string
  number: number
  plan: Plan
  nodes: Map<string, FlowNode>
  /** Ids of the steps that can have an output, and of those among them that set values. */
  stepIds: { all: string[]; set: string[] }
}

const maxVersions = 200

/** Published versions by id. They never change, so they are read once; the least lately used is forgotten. */
export function createVersionCache(db: Database): (versionId: string) => LoadedVersion | undefined {
  const cache = new Map<string, LoadedVersion>()
  const find = db.select().from(flowVersions).where(eq(flowVersions.id, sql.placeholder('id'))).prepare()
  return (versionId) => {
    const known = cache.get(versionId)
    if (known) {
      cache.delete(versionId)
      cache.set(versionId, known)
      return known
    }
    const row = find.get({ id: versionId })
    if (!row) return undefined
    const loaded: LoadedVersion = {
      id: row.id, flowId: row.flowId, flowName: row.document.name, number: row.number, plan: row.plan,
      nodes: new Map(row.document.nodes.map((node) => [node.id, node])),
      stepIds: { all: idsOf(row.plan, () => true), set: idsOf(row.plan, (op) => op === 'set') },
    }
    cache.set(versionId, loaded)
    if (cache.size > maxVersions) cache.delete(cache.keys().next().value as string)
    return loaded
  }
}

function idsOf(plan: Plan, isWanted: (op: Step['op']) => boolean): string[] {
  return Object.entries(plan.steps).filter(([, { op }]) => isWanted(op)).map(([id]) => id)
}
