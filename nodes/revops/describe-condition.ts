import type { Operator, RuleGroup } from './condition'
import { findField } from './fields'

const words: Record<Operator, string> = {
  '=': 'is', '!=': 'is not', '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least', contains: 'contains',
  doesNotContain: 'does not contain', beginsWith: 'begins with', endsWith: 'ends with', in: 'is one of', notIn: 'is none of',
  between: 'between', null: 'is empty', notNull: 'is known',
}

/** A field of no catalog goes by its own name, without where it comes from. */
const catalogLabel = (path: string) => findField(path)?.label ?? path.replace(/^(vars|event|lead\.more|outputs\.[^.]+)\./, '')

/** A condition as a sentence; empty for one without rules. `labelOf` knows the words for fields that are in no catalog. */
export function describeCondition(group: RuleGroup, labelOf: (path: string) => string = catalogLabel): string {
  const parts = group.rules.map((rule) => {
    if ('rules' in rule) return `(${describeCondition(rule, labelOf)})`
    const value = rule.value === null || rule.value === undefined || /null/i.test(rule.operator) ? '' : ` ${Array.isArray(rule.value) ? rule.value.join(', ') : String(rule.value)}`
    return `${labelOf(rule.field)} ${words[rule.operator]}${value}`
  })
  const sentence = parts.join(` ${group.combinator} `)
  return group.not && sentence !== '' ? `Not: ${sentence}` : sentence
}

/** The fields that a condition asks about, each once. */
export function fieldsOfCondition(group: RuleGroup): string[] {
  return [...new Set(group.rules.flatMap((rule) => ('rules' in rule ? fieldsOfCondition(rule) : [rule.field])))]
}
