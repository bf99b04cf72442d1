import type { RuleGroup } from '#nodes/revops/condition'
import { useCallback, useMemo } from 'react'
import { type ControlElementsProp, type FullField, QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import type { FieldChoice } from '../field-choice'
import { cleanGroup, meaningOf, operatorsFor, ruleFields } from './condition-rules'
import { RemoveButton, RuleSelect, RuleValue } from './rule-controls'
import { t } from '../../words/t'

const looks = {
  fields: 'field', operators: 'field', value: 'field rule-value', combinators: 'field ruleGroup-combinators',
  addRule: 'btn xs', addGroup: 'btn xs plain', removeRule: 'rule-remove', removeGroup: 'ml-auto',
}

const controls: ControlElementsProp<FullField, string> = {
  fieldSelector: RuleSelect,
  operatorSelector: RuleSelect,
  combinatorSelector: RuleSelect,
  valueEditor: RuleValue,
  removeRuleAction: RemoveButton,
  removeGroupAction: RemoveButton,
}
const words = {
  addRule: { label: t('+ Rule'), title: t('Add a rule') },
  addGroup: { label: t('+ Group'), title: t('Add a group of rules') },
}
const combinators = [{ name: 'and', label: t('all are true') }, { name: 'or', label: t('any is true') }]

/** Rules about the fields that exist at the step, as react-querybuilder makes them. */
export function ConditionBuilder({ value, fields, onChange }: { value: RuleGroup; fields: readonly FieldChoice[]; onChange: (value: RuleGroup) => void }) {
  const offered = useMemo(() => ruleFields(fields, value), [fields, value])
  const operators = useCallback((path: string) => operatorsFor(path, fields), [fields])
  return (
    <QueryBuilder
      fields={offered}
      query={value as RuleGroupType}
      // The builder also tells of the value that it was just given, with ids added; only another meaning is a change.
      onQueryChange={(next) => {
        const cleaned = cleanGroup(next)
        if (meaningOf(cleaned) !== meaningOf(cleanGroup(value as RuleGroupType))) onChange(cleaned)
      }}
      getOperators={operators}
      controlElements={controls}
      controlClassnames={looks}
      translations={words}
      combinators={combinators}
      resetOnFieldChange={false}
      suppressStandardClassnames={false}
    />
  )
}
