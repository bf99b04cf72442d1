import type { Operator } from '#nodes/revops/condition'
import { t } from '../words/t'

const words: Record<Operator, string> = {
  '=': t('is'), '!=': t('is not'), '<': t('is under'), '<=': t('is at most'), '>': t('is over'), '>=': t('is at least'),
  contains: t('contains'), doesNotContain: t('does not contain'), beginsWith: t('begins with'), endsWith: t('ends with'),
  in: t('is one of'), notIn: t('is none of'), between: t('is between'), null: t('is empty'), notNull: t('is known'),
}

/** How a field is compared, in words. One of a newer server is shown as it is. */
export function operatorWords(operator: string): string {
  return Object.hasOwn(words, operator) ? words[operator as Operator] : operator
}
