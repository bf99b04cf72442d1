import type { Operator, RuleGroup } from './condition'
import { findField } from './fields'

const words: Record<Operator, string> = {
  '=': 'is', '!=': 'is not', '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least', contains: 'contains',
  doesNotContain: 'does not contain', beginsWith: 'begins with', endsWith: 'ends with', in: 'is one of', notIn: 'is none of',
  between: 'between', null: 'is empty', notNull: 'is known',
}

/** A condition as a sentence for a card; empty for one without rules. */
export function describeCondition(group: RuleGroup): string {
  const parts = group.rules.map((rule) => {
    if ('rules' in rule) return `(${describeCondition(rule)})`
    const value = rule.value === null || rule.value === undefined || /null/i.test(rule.operator) ? '' : ` ${Array.isArray(rule.value) ? rule.value.join(', ') : String(rule.value)}`
    return `${findField(rule.field)?.label ?? rule.field} ${words[rule.operator]}${value}`
  })
  const sentence = parts.join(` ${group.combinator} `)
  return group.not && sentence !== '' ? `Not: ${sentence}` : sentence
}

/** The fields that a condition asks about, each once. */
export function fieldsOfCondition(group: RuleGroup): string[] {
  return [...new Set(group.rules.flatMap((rule) => ('rules' in rule ? fieldsOfCondition(rule) : [rule.field])))]
}
