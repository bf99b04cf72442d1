import { compile } from '#engine/compile/compile'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument } from '#engine/graph/flow'
import { registry } from '../nodes/registry'
import { useEffect, useState } from 'react'
import type { FlowReferences } from '../api/types'

const pauseMs = 150

export function findProblems(document: FlowDocument, references: FlowReferences): Diagnostic[] {
  return compile(document, registry, {
    teams: references.teams.map((team) => team.id),
    queues: references.queues,
    rotas: references.rotas.map((rota) => rota.id),
  }).diagnostics
}

/** Compiles the flow a moment after each change, as the server will when it is published. */
export function useDiagnostics(document: FlowDocument, references: FlowReferences): Diagnostic[] {
  const [found, setFound] = useState(() => findProblems(document, references))
  useEffect(() => {
    const timer = setTimeout(() => setFound(findProblems(document, references)), pauseMs)
    return () => clearTimeout(timer)
  }, [document, references])
  return found
}
