import { compile } from '#engine/compile/compile'
import type { PublishedFlow } from '#engine/compile/context'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument } from '#engine/graph/flow'
import { registry } from '../nodes/registry'
import { useEffect, useState } from 'react'
import type { FlowReferences } from '../api/types'

const pauseMs = 150

export function findProblems(document: FlowDocument, references: FlowReferences, flowId?: string): Diagnostic[] {
  return compile(document, registry, {
    teams: references.teams.map((team) => team.id),
    queues: references.queues,
    rotas: references.rotas.map((rota) => rota.id),
    sources: references.sources.map((source) => source.id),
    people: references.people.map((person) => person.id),
    connections: references.connections.map((connection) => connection.id),
    // The types of routes cannot say what a condition, which holds itself, is made of.
    flows: references.flows as PublishedFlow[],
    ...(flowId !== undefined && { flowId }),
  }).diagnostics
}

/** Compiles the flow a moment after each change, as the server will when it is published. */
export function useDiagnostics(document: FlowDocument, references: FlowReferences, flowId: string): Diagnostic[] {
  const [found, setFound] = useState(() => findProblems(document, references, flowId))
  useEffect(() => {
    const timer = setTimeout(() => setFound(findProblems(document, references, flowId)), pauseMs)
    return () => clearTimeout(timer)
  }, [document, references, flowId])
  return found
}
