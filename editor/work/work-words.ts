import type { WorkItem, WorkKind } from '../api/types'

/** Kinds of work in the order of their urgency. */
const kinds: { kind: WorkKind; words: string; icon: string }[] = [
  { kind: 'effect-unknown', words: 'Not sure it was sent', icon: 'unsure' },
  { kind: 'run-failed', words: 'Stopped by a failure', icon: 'bad' },
  { kind: 'event-stuck', words: 'Arrived, and could not be read', icon: 'bad' },
  { kind: 'claim', words: 'In a queue', icon: 'wait' },
  { kind: 'task', words: 'To do', icon: 'still' },
]

export interface WorkGroup {
  key: string
  words: string
  kind: WorkKind
  items: WorkItem[]
}

/** Work by kind, queues apart, each sorted by deadline. Groups without work are left out. */
export function groupWork(items: readonly WorkItem[]): WorkGroup[] {
  return kinds.flatMap(({ kind, words }) => {
    const own = items.filter((item) => item.kind === kind).sort((one, other) => one.dueAt - other.dueAt)
    const queues = [...new Set(own.map((item) => item.queue?.name ?? ''))]
    return queues.map((queue) => ({ key: `${kind} ${queue}`, words: queue || words, kind, items: own.filter((item) => (item.queue?.name ?? '') === queue) }))
  })
}

const hourMs = 3_600_000

/** How much is late, soon and later, for the head of the page. */
export function countByDeadline(items: readonly WorkItem[], now: number): { late: number; soon: number; later: number } {
  const late = items.filter((item) => item.dueAt <= now).length
  const soon = items.filter((item) => item.dueAt > now && item.dueAt <= now + hourMs).length
  return { late, soon, later: items.length - late - soon }
}

export function actWords(item: WorkItem): string {
  if (item.kind === 'effect-unknown') return 'Decide'
  if (item.canClaim) return 'Claim'
  return 'Open'
}
