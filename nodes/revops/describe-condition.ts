import type { Operator, RuleGroup } from './condition'
import { t } from '../sdk/t'
import { findField } from './fields'

type Says = (values: { field: string; value: string }) => string

const words: Record<Operator, Says> = {
  '=': (values) => t('{field} is {value}', values),
  '!=': (values) => t('{field} is not {value}', values),
  '<': (values) => t('{field} under {value}', values),
  '<=': (values) => t('{field} at most {value}', values),
  '>': (values) => t('{field} over {value}', values),
  '>=': (values) => t('{field} at least {value}', values),
  contains: (values) => t('{field} contains {value}', values),
  doesNotContain: (values) => t('{field} does not contain {value}', values),
  beginsWith: (values) => t('{field} begins with {value}', values),
  endsWith: (values) => t('{field} ends with {value}', values),
  in: (values) => t('{field} is one of {value}', values),
  notIn: (values) => t('{field} is none of {value}', values),
  between: (values) => t('{field} between {value}', values),
  null: ({ field }) => t('{field} is empty', { field }),
  notNull: ({ field }) => t('{field} is known', { field }),
}

/** A field of no catalog goes by its own name, without where it comes from. */
const catalogLabel = (path: string) => findField(path)?.label ?? path.replace(/^(vars|event|lead\.more|outputs\.[^.]+)\./, '')

/** A condition as a sentence; empty for one without rules. `labelOf` knows the words for fields that are in no catalog. */
export function describeCondition(group: RuleGroup, labelOf: (path: string) => string = catalogLabel): string {
  const parts = group.rules.map((rule) => {
    if ('rules' in rule) return `(${describeCondition(rule, labelOf)})`
    const value = rule.value === null || rule.value === undefined ? '' : Array.isArray(rule.value) ? rule.value.join(', ') : String(rule.value)
    return words[rule.operator]({ field: labelOf(rule.field), value }).trimEnd()
  })
  const [start = '', ...more] = parts
  const sentence = more.reduce((first, second) => (group.combinator === 'and' ? t('{first} and {second}', { first, second }) : t('{first} or {second}', { first, second })), start)
  return group.not && sentence !== '' ? t('Not: {sentence}', { sentence }) : sentence
}

/** The fields that a condition asks about, each once. */
export function fieldsOfCondition(group: RuleGroup): string[] {
  return [...new Set(group.rules.flatMap((rule) => ('rules' in rule ? fieldsOfCondition(rule) : [rule.field])))]
}
