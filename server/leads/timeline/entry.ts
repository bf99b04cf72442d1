import type { Json } from '#nodes/sdk/json'

/** Who or what did it. A run has the name of its flow. */
export interface Doer {
  kind: 'person' | 'rep' | 'run' | 'source' | 'system'
  name: string | null
  runId?: string
}

/** What happened to a lead, by kind. Words for it are the page's. */
export type Happening =
  | { kind: 'arrived'; source: string }
  | { kind: 'event'; type: string; source: string }
  | { kind: 'run-started'; flow: string; runId: string }
  | { kind: 'run-ended'; flow: string; runId: string; reason: string | null; isFailed: boolean; failure: { nodeId: string; message: string } | null }
  | { kind: 'assignment'; change: 'offered' | 'accepted' | 'declined' | 'expired'; assignmentId: string; rep: string; level: string; isLate: boolean; why: string | null }
  | { kind: 'handed-over'; from: string | null; to: string | null; assignmentId: string | null; reason: string | null }
  | { kind: 'queued'; queue: string | null }
  | { kind: 'claimed'; rep: string | null; assignmentId: string | null }
  | { kind: 'changed'; fields: { path: string; before: Json; after: Json }[] }
  | { kind: 'approval'; change: 'asked' | 'answered' | 'decided'; answer: string | null; note: string | null }
  | { kind: 'message'; channel: string; to: string | null; state: string; reason: string | null; runId: string; nodeId: string }
  | { kind: 'task'; change: 'opened' | 'done'; workItemId: string; title: string; detail: string; assignee: string | null; outcome: string | null; isOpen: boolean }
  | { kind: 'note'; text: string }
  | { kind: 'other'; action: string; reason: string | null }

export type Entry = Happening & { at: number; key: string; by: Doer }

/** Where a page begins: what happened before. Within one instant the rank of what kind it is decides, and then its key. */
export interface Place {
  at: number
  rank: number
  key: string
}
