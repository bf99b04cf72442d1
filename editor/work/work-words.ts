import type { WorkApproval, WorkItem, WorkKind } from '../api/types'
import { t } from '../words/t'

/** Kinds of work in the order of their urgency. */
const kinds: { kind: WorkKind; words: string; icon: string }[] = [
  { kind: 'effect-unknown', words: t('Not sure it was sent'), icon: 'unsure' },
  { kind: 'run-failed', words: t('Stopped by a failure'), icon: 'bad' },
  { kind: 'event-stuck', words: t('Arrived, and could not be read'), icon: 'bad' },
  { kind: 'loop-stopped', words: t('Stopped going round'), icon: 'bad' },
  { kind: 'node-missing', words: t('Waits for a step to be installed'), icon: 'bad' },
  { kind: 'approval', words: t('To approve'), icon: 'wait' },
  { kind: 'claim', words: t('In a queue'), icon: 'wait' },
  { kind: 'task', words: t('To do'), icon: 'still' },
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
  // One message for all of them: “Open” is what somebody does here, elsewhere it is a state.
  return t('{act, select, decide {Decide} answer {Answer} claim {Claim} other {Open}}', { act: actOf(item) })
}

function actOf(item: WorkItem): 'decide' | 'answer' | 'claim' | 'open' {
  if (item.kind === 'effect-unknown') return 'decide'
  if (item.approval) return item.approval.mayAnswer === 'no' ? 'open' : 'answer'
  return item.canClaim ? 'claim' : 'open'
}

/** How many of those asked must agree, and how many have. */
export function needWords({ need, people }: WorkApproval): string {
  const yes = people.filter((person) => person.answer === 'approve').length
  if (people.length === 1) return t('One person decides')
  const asked = people.length
  const rule = need === 1 ? t('One of {asked} must agree', { asked }) : need === asked ? t('All {need} must agree', { need }) : t('{need} of {asked} must agree', { need, asked })
  return yes === 0 ? rule : t('{rule}; {yes, plural, one {# has} other {# have}} so far', { rule, yes })
}
