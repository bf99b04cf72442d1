import type { WorkApproval, WorkItem, WorkKind } from '../api/types'

/** Kinds of work in the order of their urgency. */
const kinds: { kind: WorkKind; words: string; icon: string }[] = [
  { kind: 'effect-unknown', words: 'Not sure it was sent', icon: 'unsure' },
  { kind: 'run-failed', words: 'Stopped by a failure', icon: 'bad' },
  { kind: 'event-stuck', words: 'Arrived, and could not be read', icon: 'bad' },
  { kind: 'loop-stopped', words: 'Stopped going round', icon: 'bad' },
  { kind: 'node-missing', words: 'Waits for a step to be installed', icon: 'bad' },
  { kind: 'approval', words: 'To approve', icon: 'wait' },
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
  if (item.approval) return item.approval.mayAnswer === 'no' ? 'Open' : 'Answer'
  if (item.canClaim) return 'Claim'
  return 'Open'
}

/** How many of those asked must agree, and how many have. */
export function needWords({ need, people }: WorkApproval): string {
  const yes = people.filter((person) => person.answer === 'approve').length
  if (people.length === 1) return 'One person decides'
  const rule = need === 1 ? `One of ${people.length} must agree` : need === people.length ? `All ${need} must agree` : `${need} of ${people.length} must agree`
  return yes === 0 ? rule : `${rule}; ${yes} ${yes === 1 ? 'has' : 'have'} so far`
}
