import { compile } from '#engine/compile/compile'
import type { PublishedFlow } from '#engine/compile/context'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument } from '#engine/graph/flow'
import type { FlowReferences } from '../api/types'
import { registry } from '../nodes/registry'

/** What the compiler finds wrong with the flow, as it will on the server when the flow is published. */
export function findProblems(document: FlowDocument, references: FlowReferences, flowId?: string): Diagnostic[] {
  return compile(document, registry, {
    teams: references.teams.map((team) => team.id),
    queues: references.queues,
    rotas: references.rotas,
    sources: references.sources.map((source) => source.id),
    people: references.people.map((person) => person.id),
    connections: references.connections.map((connection) => connection.id),
    messageTemplates: references.messageTemplates,
    hasSms: references.hasSms,
    sourceRouting: references.sourceRouting,
    // The types of routes cannot say what a condition, which holds itself, is made of.
    flows: references.flows as PublishedFlow[],
    ...(flowId !== undefined && { flowId }),
  }).diagnostics
}
