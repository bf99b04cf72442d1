import type { HealthGroup, HealthRow, LeakRow, Status } from '../api/status'
import { t, translated, within } from '../words/t'

export const groups: { group: HealthGroup; words: string }[] = [
  { group: 'engine', words: t('Engine') },
  { group: 'intake', words: t('Intake') },
  { group: 'messages', words: t('Messages') },
  { group: 'leads', words: t('Leads') },
  { group: 'storage', words: t('Storage') },
]

/** Where leads stand, in the order in which they are told of. Places without a lead are left out, but for the last. */
const placeWords: [place: string, words: string][] = [
  ['owned', t('with an owner')],
  ['under-way', t('being routed')],
  ['queued', t('in a watched queue')],
  ['by-hand', t('taken care of by hand')],
  ['review', t('in review')],
  ['imported', t('imported, not routed')],
  ['ended', t('turned down or called off')],
  ['closed', t('closed')],
  ['nobody', t('with nobody')],
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
    leaks.count > 0 && t('{count, plural, one {# leak} other {# leaks}}', { count: leaks.count }),
    problems.length > 0 && t('{count, plural, one {# problem} other {# problems}} ({names})', { count: problems.length, names: names(problems) }),
    warnings.length > 0 && t('{count, plural, one {# thing to look at} other {# things to look at}} ({names})', { count: warnings.length, names: names(warnings) }),
  ].filter((part) => part !== false)
  if (parts.length === 0) return { mood: 'ok', words: t('Everything is fine') }
  return { mood: leaks.count + problems.length > 0 ? 'problem' : 'warning', words: parts.join(', ') }
}

/** How many things a person should look at: what the menu shows. */
export function countTroubles({ checks, leaks }: Status): number {
  return leaks.count + checks.filter(({ state, name }) => state === 'problem' && name !== 'leaks').length
}

const typeWords: Record<string, string> = { event: t('An inquiry'), queue: t('A queue'), rep: t('A rep'), flow: t('A flow'), run: t('A run'), 'work-item': t('A work item') }

/** What a leak is about, as people know it. */
export function subjectWords({ subject }: LeakRow): string {
  return subject.name ?? typeWords[subject.type] ?? t('A lead')
}

function names(rows: HealthRow[]): string {
  return rows.map(({ title }) => within(translated(title))).join(', ')
}
