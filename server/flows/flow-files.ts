import type { FlowDocument } from '#engine/graph/flow'
import { type FlowReference, type KnownReferences, nameReferences, resolveReferences } from '#engine/graph/flow-references'
import type { NodeRegistry } from '#nodes/definitions'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { createFlow } from './create-flow'
import { freeName } from './free-name'
import { listReferences } from './references'

/**
 * Makes a flow of a file's document, as a draft. What it refers to is found here by id or by name; `missing` is the rest, which stays
 * in the draft, and keeps it from being published. A name that is taken gets a number. Part of the caller's transaction.
 */
export function importFlow(db: Database, registry: NodeRegistry, { document, actor }: { document: FlowDocument; actor: Actor }, now: number): { id: string; name: string; missing: FlowReference[] } {
  const { flow, missing } = resolveReferences(document, registry, knownHere(db, now))
  const name = freeName(db, flow.name)
  return { id: createFlow(db, { document: { ...flow, name }, actor }, now), name, missing }
}

/** A flow as the text of a file: readable JSON, with the names of what it refers to. */
export function exportFlow(db: Database, registry: NodeRegistry, document: FlowDocument, now: number): string {
  return JSON.stringify(nameReferences(document, registry, knownHere(db, now)), null, 2)
}

function knownHere(db: Database, now: number): KnownReferences {
  const { teams, queues, rotas, sources, flows, connections, people, messageTemplates } = listReferences(db, now)
  return { team: teams, queue: queues, rota: rotas, source: sources, flow: flows, connection: connections, person: people, 'message-template': messageTemplates }
}
