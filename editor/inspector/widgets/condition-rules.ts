import type { Operator, Rule, RuleGroup } from '#nodes/revops/condition'
import { fieldsOfCondition } from '#nodes/revops/describe-condition'
import type { FullField, OptionGroup, RuleGroupType, RuleType } from 'react-querybuilder'
import { operatorWords } from '../../parts/operator-words'
import { t } from '../../words/t'
import { type FieldChoice, fieldLabel, isKnownField } from '../field-choice'
import { fieldGroups } from '../field-groups'

const byType: Record<FieldChoice['type'], Operator[]> = {
  text: ['=', '!=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', '<', '<=', '>', '>=', 'in', 'notIn', 'null', 'notNull'],
  number: ['=', '!=', '<', '<=', '>', '>=', 'between', 'null', 'notNull'],
  boolean: ['=', '!=', 'null', 'notNull'],
  date: ['<', '<=', '>', '>=', 'between', 'null', 'notNull'],
  list: ['contains', 'doesNotContain', 'in', 'notIn', 'null', 'notNull'],
  object: ['null', 'notNull', 'contains', 'doesNotContain'],
}

/** What the builder is told of a field beside its name. */
export interface RuleField extends FullField {
  examples: readonly string[]
}

/** The fields that exist at the step, in their groups. What a rule asks and nobody knows stays, in a group of its own. */
export function ruleFields(fields: readonly FieldChoice[], condition: RuleGroup): OptionGroup<RuleField>[] {
  const groups = fieldGroups(fields.filter((field) => field.origin !== 'message')).map(({ words, fields: grouped }) => ({ label: words, options: grouped.map(ruleField) }))
  const strange = fieldsOfCondition(condition).filter((path) => !fields.some((field) => field.path === path))
  if (strange.length > 0) {
    const options = strange.map((path): RuleField => ({ name: path, value: path, examples: [], label: isKnownField(path, fields) ? fieldLabel(path, fields) : t('{path} (not known here)', { path }) }))
    groups.push({ label: t('Fields by their name'), options })
  }
  return groups
}

function ruleField({ path, label, type, example, examples, isSure }: FieldChoice): RuleField {
  return {
    name: path, value: path, label: isSure || examples.length > 0 ? label : t('{label} (may be empty)', { label }), inputType: type === 'number' ? 'number' : type === 'date' ? 'date' : 'text', placeholder: String(examples[0] ?? example), examples: examples.map(String),
  }
}

/** What can be asked of a field, in words. */
export function operatorsFor(path: string, fields: readonly FieldChoice[]): { name: Operator; label: string }[] {
  return byType[fields.find((field) => field.path === path)?.type ?? 'text'].map((name) => ({ name, label: operatorWords(name) }))
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
