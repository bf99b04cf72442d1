import type { FlowDocument } from '#engine/graph/flow'
import { parseFlow } from '#engine/graph/parse-flow'

/** A draft that the server has not got yet. Kept in this browser until it has. */
export interface LocalDraft {
  document: FlowDocument
  /** The revision on which it stands. */
  rev: number
  at: number
}

const keyOf = (flowId: string) => `watertight.draft.${flowId}`

/** Keeps a draft. A full or forbidden storage is no reason to stop editing: the server is asked to save it all the same. */
export function keepLocalDraft(flowId: string, draft: LocalDraft): void {
  try {
    localStorage.setItem(keyOf(flowId), JSON.stringify(draft))
  } catch (error) {
    console.warn('The draft could not be kept in this browser.', error)
  }
}

/** The kept draft, if it can still be read. */
export function findLocalDraft(flowId: string): LocalDraft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(flowId)) ?? 'null') as { document?: unknown; rev?: unknown; at?: unknown } | null
    const parsed = parseFlow(kept?.document)
    if (!parsed.ok || typeof kept?.rev !== 'number' || typeof kept.at !== 'number') return undefined
    return { document: parsed.flow, rev: kept.rev, at: kept.at }
  } catch {
    return undefined
  }
}

export function dropLocalDraft(flowId: string): void {
  localStorage.removeItem(keyOf(flowId))
}
