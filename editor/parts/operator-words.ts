import type { Operator } from '#nodes/revops/condition'

const words: Record<Operator, string> = {
  '=': 'is', '!=': 'is not', '<': 'is under', '<=': 'is at most', '>': 'is over', '>=': 'is at least', contains: 'contains', doesNotContain: 'does not contain',
  beginsWith: 'begins with', endsWith: 'ends with', in: 'is one of', notIn: 'is none of', between: 'is between', null: 'is empty', notNull: 'is known',
}

/** How a field is compared, in words. One of a newer server is shown as it is. */
export function operatorWords(operator: string): string {
  return Object.hasOwn(words, operator) ? words[operator as Operator] : operator
}
