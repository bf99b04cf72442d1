import { isNeed, type Template, type TemplateNeed } from '#templates/template'
import type { Places, Ref } from '../api/types'
import { t } from '../words/t'

/** Something of the workspace that could meet a need. */
export interface Candidate extends Ref {
  /** How many people stand behind it. */
  people: number
}

export function needsOf(template: Template): TemplateNeed[] {
  return template.steps.flatMap((step) => step.asks.filter(isNeed))
}

/** What the workspace has for a need, those with people first. */
export function candidatesFor(kind: TemplateNeed['kind'], { references, staff }: Places): Candidate[] {
  const all: Candidate[] =
    kind === 'queue'
      ? references.queues.map(({ id, name, watchers }) => ({ id, name, people: watchers }))
      : (kind === 'team' ? references.teams : references.rotas).map(({ id, name }) => ({ id, name, people: staff[id] ?? 0 }))
  return [...all.filter((each) => each.people > 0), ...all.filter((each) => each.people === 0)]
}

/** What the setup begins with: for each need the first that has people. */
export function recommended(template: Template, places: Places): Record<string, string> {
  return Object.fromEntries(needsOf(template).map((need) => [need.name, candidatesFor(need.kind, places)[0]?.id ?? '']))
}

/** How a need is met by what was chosen: well, by something without people, or not at all. */
export function standingOf(need: TemplateNeed, id: string | undefined, places: Places): 'met' | 'nobody' | 'missing' {
  const chosen = candidatesFor(need.kind, places).find((each) => each.id === id)
  return chosen === undefined ? 'missing' : chosen.people > 0 ? 'met' : 'nobody'
}

export const kindWords: Record<TemplateNeed['kind'], string> = { team: t('A team'), queue: t('A queue'), rota: t('A rota') }

export function peopleWords(kind: TemplateNeed['kind'], people: number): string {
  if (kind === 'team') return t('{people, plural, =0 {no active rep} one {# rep} other {# reps}}', { people })
  if (kind === 'queue') return t('{people, plural, =0 {nobody watches it} one {# watcher} other {# watchers}}', { people })
  return t('{people, plural, =0 {nobody on duty} one {# person on duty} other {# people on duty}}', { people })
}
