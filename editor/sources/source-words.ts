import { CircleCheck, CircleDashed, type LucideIcon, Sparkles, TriangleAlert } from 'lucide-react'
import type { NewSourceKind, Source, SourceKind } from '../api/sources'
import { t } from '../words/t'

const kindWords: Record<SourceKind, string> = {
  'signed-webhook': t('Signed webhook'), 'path-webhook': t('Secret address'), api: t('JSON API'), import: t('Imported list'), named: t('Named by leads'),
}

export const newKindWords: Record<NewSourceKind, { words: string; help: string }> = {
  'path-webhook': { words: t('Secret address'), help: t('For forms and tools that can only send to an address, such as Zapier or a form builder.') },
  'signed-webhook': { words: t('Signed webhook'), help: t('For systems that sign what they send as Standard Webhooks say.') },
  api: { words: t('JSON API'), help: t('For programs of your own, with a token.') },
}

export const stateWords: Record<Source['state'], { words: string; tone: string; icon: LucideIcon }> = {
  new: { words: t('New, without a rule'), tone: 'warn', icon: Sparkles },
  'team-gone': { words: t('Team is gone'), tone: 'bad', icon: TriangleAlert },
  ruled: { words: t('Has a rule'), tone: 'ok', icon: CircleCheck },
  default: { words: t('Default, on purpose'), tone: 'line', icon: CircleDashed },
}

/** How a source's leads come, and whether people confirm their address before they are written to. */
export function howWords({ kind, confirmsEmail }: Source): string {
  return confirmsEmail ? t('{kind} · e-mail confirmed first', { kind: kindWords[kind] }) : kindWords[kind]
}

/** Where a source's leads go, in one sentence. */
export function ruleWords({ rule, ruleTeam }: Source, pool: string | undefined): string {
  if (rule?.to !== 'team') return pool === undefined ? t('As each flow says; there is no default pool') : t('To the default pool, {team}', { team: pool })
  const also = [...(rule.territory === null ? [] : [t('as {territory}', { territory: rule.territory })]), ...(rule.skills.length > 0 ? [t('wants {skills}', { skills: rule.skills.join(', ') })] : []), ...(rule.goesFirst ? [t('before a step’s own team')] : [])]
  const to = ruleTeam === null ? t('To a team that does not exist any more') : t('To {team}', { team: ruleTeam })
  return [to, ...also].join(' · ')
}
