import { asc, eq, isNull } from 'drizzle-orm'
import type { FlowDocument } from '#engine/graph/flow'
import type { Random } from '#engine/simulate/random'
import type { NodeRegistry } from '#nodes/definitions'
import { queues, rotas, sources, teams } from '../../db/schema'
import { createSource } from '../../events/create-source'
import { setDefaultPool } from '../../sources/default-pool'
import { forgetSecrets } from './forget-secrets'
import { type GeneratedSize, generateWorkspace } from './generate-workspace'
import { fillIds, namedIds, standardId } from './named-ids'
import { type MemoryWorld, openMemoryWorld } from './open-world'
import { type PlacedFlow, putFlows } from './put-flow'

export type WorldChoice = { kind: 'generated'; size: GeneratedSize } | { kind: 'copy'; bytes: Buffer }

export interface BegunWorld extends MemoryWorld {
  flowId: string
  sourceId: string
}

const standardFlowId = 'simulated-flow'

/** Makes the world that a simulation runs in, with its flows published and a source that leads come from. */
export async function beginWorld(
  input: { choice: WorldChoice; random: Random; registry: NodeRegistry; flow: { id?: string | undefined; document: FlowDocument }; called: PlacedFlow[]; beside?: PlacedFlow[] | undefined },
  now: number,
): Promise<BegunWorld> {
  const { choice, random, registry, called, beside = [] } = input
  const world = openMemoryWorld(random, choice.kind === 'copy' ? choice.bytes : undefined)
  try {
    return await world.writer.write((db) => {
      const documents = [input.flow.document, ...[...called, ...beside].map((each) => each.document)]
      const named = namedIds(documents, registry)
      // Revenue operations are those who watch a queue.
      if (named.queues.length === 0 && documents.some(tellsOps)) named.queues.push(standardId)
      if (choice.kind === 'copy') forgetSecrets(db)
      else generateWorkspace(db, { box: world.box, random, size: choice.size, ids: named, textTemplates: textTemplatesOf(documents) }, now)
      const first = {
        team: db.select({ id: teams.id }).from(teams).where(isNull(teams.deletedAt)).orderBy(asc(teams.id)).get()?.id ?? '',
        queue: db.select({ id: queues.id }).from(queues).where(isNull(queues.deletedAt)).orderBy(asc(queues.id)).get()?.id ?? '',
        rota: db.select({ id: rotas.id }).from(rotas).where(isNull(rotas.deletedAt)).orderBy(asc(rotas.id)).get()?.id ?? '',
      }
      // A flow that leaves the team to the source needs a pool, whatever the sources of this world say.
      if (choice.kind === 'generated' && documents.some(leavesTeamToSource)) setDefaultPool(db, { pool: { teamId: named.teams[0] ?? standardId, queueId: null }, actor: { kind: 'system', id: 'simulation' } }, now)
      const ids = choice.kind === 'copy' ? first : { team: standardId, queue: standardId, rota: standardId }
      const flowId = input.flow.id ?? standardFlowId
      const filled = ({ id, document }: PlacedFlow) => ({ id, document: fillIds(document, registry, ids) })
      putFlows(
        db, registry,
        { flow: { id: flowId, document: fillIds(input.flow.document, registry, ids) }, called: called.map(filled), beside: beside.map(filled) },
        now,
      )
      // A flow that listens to one source gets its leads from there.
      const listensTo = named.sources.find((id) => db.select({ id: sources.id }).from(sources).where(eq(sources.id, id)).get())
      const sourceId = listensTo ?? createSource(db, world.box, { name: 'Simulated leads', kind: 'api', actor: { kind: 'system', id: 'simulation' } }, now).id
      return { ...world, flowId, sourceId }
    })
  } catch (error) {
    world.close()
    throw error
  }
}

/** Templates that steps send as text messages. */
function textTemplatesOf(documents: FlowDocument[]): Set<string> {
  return new Set(documents.flatMap(({ nodes }) => nodes.flatMap(({ params }) => (params.channel === 'sms' && typeof params.template === 'string' ? [params.template] : []))))
}

function tellsOps({ nodes }: FlowDocument): boolean {
  return nodes.some(({ type, params }) => type === 'notify' && Array.isArray(params.to) && params.to.includes('ops'))
}

function leavesTeamToSource({ nodes }: FlowDocument): boolean {
  return nodes.some(({ type, params }) => type === 'route' && params.by === 'source')
}
