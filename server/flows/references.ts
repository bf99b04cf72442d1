import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { PublishedFlow, References, RotaReference, SourceRouting } from '#engine/compile/context'
import { firstHole } from '#nodes/revops/duty-spans'
import type { Database } from '../db/open-database'
import { connections, flows, flowVersions, messageTemplates, queues, queueWatchers, reps, sources, teams, triggers } from '../db/schema'
import { readPresences, readRotas } from '../roster/rotas/read-rotas'
import { readSourceRouting } from '../sources/source-routing'

export interface NamedReferences {
  teams: { id: string; name: string }[]
  queues: { id: string; name: string; watchers: number }[]
  rotas: (RotaReference & { name: string })[]
  /** Where events come from, without those that this installation makes itself and those that leads only name. */
  sources: { id: string; name: string; kind: string }[]
  /** Active people on the roster. */
  people: { id: string; name: string }[]
  /** Connections that sign in at web addresses. */
  connections: { id: string; name: string }[]
  /** Words that steps may send. */
  messageTemplates: { id: string; name: string; channel: 'email' | 'sms' }[]
  /** Whether a provider for text messages is connected. */
  hasSms: boolean
  /** Published flows, with what starts them, which fields they set and which flows they call. */
  flows: PublishedFlow[]
  /** What steps that leave the team to the source need. */
  sourceRouting: SourceRouting
  /** Flows that were never published: steps may name them already, and cannot run them yet. */
  drafts: { id: string; name: string }[]
}

/** What flows may name: teams, queues with how many active people watch them, rotas with their first hole. */
export function listReferences(db: Database, now: number): NamedReferences {
  return {
    teams: db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).orderBy(teams.name).all(),
    queues: db
      .select({ id: queues.id, name: queues.name, watchers: sql<number>`sum(case when ${reps.active} = 1 then 1 else 0 end)`.mapWith(Number) })
      .from(queues)
      .leftJoin(queueWatchers, eq(queueWatchers.queueId, queues.id))
      .leftJoin(reps, eq(reps.id, queueWatchers.repId))
      .where(isNull(queues.deletedAt))
      .groupBy(queues.id)
      .orderBy(queues.name)
      .all(),
    rotas: rotaReferences(db, now),
    sources: db.select({ id: sources.id, name: sources.name, kind: sources.kind }).from(sources).where(and(isNull(sources.deletedAt), notInArray(sources.kind, ['internal', 'named', 'mail']))).orderBy(sources.name).all(),
    people: db.select({ id: reps.id, name: reps.name }).from(reps).where(and(isNull(reps.deletedAt), eq(reps.active, true))).orderBy(reps.name).all(),
    connections: db.select({ id: connections.id, name: connections.name }).from(connections).where(and(isNull(connections.deletedAt), eq(connections.kind, 'http'))).orderBy(connections.name).all(),
    messageTemplates: db.select({ id: messageTemplates.id, name: messageTemplates.name, channel: messageTemplates.channel }).from(messageTemplates).where(isNull(messageTemplates.deletedAt)).orderBy(messageTemplates.name).all(),
    hasSms: db.select({ id: connections.id }).from(connections).where(and(isNull(connections.deletedAt), eq(connections.kind, 'sms'))).limit(1).get() !== undefined,
    flows: publishedFlows(db),
    sourceRouting: readSourceRouting(db),
    drafts: db.select({ id: flows.id, name: flows.name }).from(flows).where(and(isNull(flows.deletedAt), isNull(flows.publishedId))).orderBy(flows.name).all(),
  }
}

function rotaReferences(db: Database, now: number): NamedReferences['rotas'] {
  const rotas = readRotas(db, now)
  const presences = readPresences(db, rotas, now)
  return rotas.map((rota) => ({ id: rota.id, name: rota.name, zone: rota.layers[0]?.zone ?? 'UTC', hole: firstHole(rota, presences, now) ?? null }))
}

function publishedFlows(db: Database): PublishedFlow[] {
  const starts = db.select({ flowId: triggers.flowId, spec: triggers.spec }).from(triggers).all()
  return db
    .select({ id: flows.id, name: flows.name, reach: flowVersions.reach })
    .from(flows)
    .innerJoin(flowVersions, eq(flowVersions.id, flows.publishedId))
    .where(isNull(flows.deletedAt))
    .orderBy(flows.name)
    .all()
    .map(({ id, name, reach }) => ({
      id, name, triggers: starts.filter((start) => start.flowId === id).map((start) => start.spec), writes: reach?.writes ?? [], calls: reach?.calls ?? [],
    }))
}

/** The same as the compiler takes it; `flowId` is the flow that is compiled. */
export function toReferences(named: NamedReferences, flowId?: string): References {
  return {
    teams: named.teams.map((team) => team.id), queues: named.queues.map(({ id, watchers }) => ({ id, watchers })), rotas: named.rotas,
    sources: named.sources.map((source) => source.id), flows: named.flows, sourceRouting: named.sourceRouting,
    people: named.people.map((person) => person.id), connections: named.connections.map((each) => each.id), messageTemplates: named.messageTemplates.map(({ id, channel }) => ({ id, channel })), hasSms: named.hasSms, ...(flowId !== undefined && { flowId }),
  }
}
