import { t } from '../words/t'
import type { FieldChoice } from './field-choice'

/** Fields by where they come from: the record first, then step by step what was left before, then what belongs to the step itself. */
export function fieldGroups(fields: readonly FieldChoice[]): { words: string; fields: FieldChoice[] }[] {
  const groups = new Map<string, FieldChoice[]>()
  for (const field of fields) {
    const words = groupWords(field)
    groups.set(words, [...(groups.get(words) ?? []), field])
  }
  return [...groups].map(([words, grouped]) => ({ words, fields: grouped }))
}

function groupWords({ origin, path, step = '' }: FieldChoice): string {
  switch (origin) {
    case 'record':
      return path.startsWith('lead.') ? t('Lead') : path.startsWith('owner.') ? t('Owner') : t('Contact and company')
    case 'came':
      return t('What else came with leads')
    case 'value':
      return t('Values remembered before')
    case 'result':
      return t('From “{step}”', { step })
    case 'round':
      return t('This round of “For each”')
    case 'message':
      return t('This message')
  }
}
