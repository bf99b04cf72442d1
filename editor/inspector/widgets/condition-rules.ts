import type { Operator, Rule, RuleGroup } from '#nodes/revops/condition'
import { findField, type Field, leadFields } from '#nodes/revops/fields'
import { operatorWords } from '../../parts/operator-words'
import type { RuleGroupType, RuleType } from 'react-querybuilder'

const byType: Record<Field['type'], Operator[]> = {
  text: ['=', '!=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', 'in', 'notIn', 'null', 'notNull'],
  number: ['=', '!=', '<', '<=', '>', '>=', 'between', 'null', 'notNull'],
  boolean: ['=', '!=', 'null', 'notNull'],
  date: ['<', '<=', '>', '>=', 'between', 'null', 'notNull'],
  list: ['contains', 'doesNotContain', 'in', 'notIn', 'null', 'notNull'],
}

export const ruleFields = leadFields.map((field) => ({ name: field.path, label: field.label, inputType: field.type === 'number' ? 'number' : 'text', placeholder: String(field.example) }))

/** What can be asked of a field, in words. */
export function operatorsFor(path: string): { name: Operator; label: string }[] {
  return byType[findField(path)?.type ?? 'text'].map((name) => ({ name, label: operatorWords(name) }))
}

/** Only what our own schema knows: the builder keeps more about each rule than a flow should carry. */
export function cleanGroup(group: RuleGroupType): RuleGroup {
  return {
    ...(group.id !== undefined && { id: group.id }),
    combinator: group.combinator === 'or' ? 'or' : 'and',
    ...(group.not === true && { not: true }),
    rules: group.rules.map((rule) => ('rules' in rule ? cleanGroup(rule) : cleanRule(rule))),
  }
}

function cleanRule({ id, field, operator, value }: RuleType): Rule {
  return { ...(id !== undefined && { id }), field, operator: operator as Operator, value: (value ?? null) as Rule['value'] }
}

/** A condition as text without its ids: two with the same ask the same. */
export function meaningOf(group: RuleGroup): string {
  return JSON.stringify(group, (key, value: unknown) => (key === 'id' ? undefined : value))
}
