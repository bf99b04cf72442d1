import type { HealthGroup, HealthRow, LeakRow, Status } from '../api/status'

export const groups: { group: HealthGroup; words: string }[] = [
  { group: 'engine', words: 'Engine' },
  { group: 'intake', words: 'Intake' },
  { group: 'messages', words: 'Messages' },
  { group: 'leads', words: 'Leads' },
  { group: 'storage', words: 'Storage' },
]

/** Where leads stand, in the order in which they are told of. Places without a lead are left out, but for the last. */
const placeWords: [place: string, words: string][] = [
  ['owned', 'with an owner'],
  ['under-way', 'being routed'],
  ['queued', 'in a watched queue'],
  ['by-hand', 'taken care of by hand'],
  ['review', 'in review'],
  ['imported', 'imported, not routed'],
  ['ended', 'turned down or called off'],
  ['closed', 'closed'],
  ['nobody', 'with nobody'],
]

export function placesOf({ places }: NonNullable<Status['lastPass']>): { place: string; words: string; count: number }[] {
  return placeWords.map(([place, words]) => ({ place, words, count: places[place] ?? 0 })).filter(({ place, count }) => count > 0 || place === 'nobody')
}

export type Mood = 'ok' | 'warning' | 'problem'

/** The whole of it in one sentence. */
export function verdictOf({ checks, leaks }: Status): { mood: Mood; words: string } {
  const problems = checks.filter(({ state, name }) => state === 'problem' && name !== 'leaks')
  const warnings = checks.filter(({ state }) => state === 'warning')
  const parts = [
    leaks.count > 0 && (leaks.count === 1 ? '1 leak' : `${leaks.count} leaks`),
    problems.length > 0 && `${problems.length === 1 ? '1 problem' : `${problems.length} problems`} (${names(problems)})`,
    warnings.length > 0 && `${warnings.length === 1 ? '1 thing to look at' : `${warnings.length} things to look at`} (${names(warnings)})`,
  ].filter((part) => part !== false)
  if (parts.length === 0) return { mood: 'ok', words: 'Everything is fine' }
  return { mood: leaks.count + problems.length > 0 ? 'problem' : 'warning', words: parts.join(', ') }
}

/** How many things a person should look at: what the menu shows. */
export function countTroubles({ checks, leaks }: Status): number {
  return leaks.count + checks.filter(({ state, name }) => state === 'problem' && name !== 'leaks').length
}

const typeWords: Record<string, string> = { event: 'An inquiry', queue: 'A queue', rep: 'A rep', flow: 'A flow', run: 'A run', 'work-item': 'A work item' }

/** What a leak is about, as people know it. */
export function subjectWords({ subject }: LeakRow): string {
  return subject.name ?? typeWords[subject.type] ?? 'A lead'
}

function names(rows: HealthRow[]): string {
  return rows.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join(', ')
}
