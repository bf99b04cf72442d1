import type { RuleGroup } from '#nodes/revops/condition'
import { type ControlElementsProp, type FullField, QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import { cleanGroup, meaningOf, operatorsFor, ruleFields } from './condition-rules'
import { RemoveButton, RuleSelect, RuleValue } from './rule-controls'

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
  addRule: { label: '+ Rule', title: 'Add a rule' },
  addGroup: { label: '+ Group', title: 'Add a group of rules' },
}
const combinators = [{ name: 'and', label: 'all are true' }, { name: 'or', label: 'any is true' }]

/** Rules about the lead's fields, as react-querybuilder makes them. */
export function ConditionBuilder({ value, onChange }: { value: RuleGroup; onChange: (value: RuleGroup) => void }) {
  return (
    <QueryBuilder
      fields={ruleFields}
      query={value as RuleGroupType}
      // The builder also tells of the value that it was just given, with ids added; only another meaning is a change.
      onQueryChange={(next) => {
        const cleaned = cleanGroup(next)
        if (meaningOf(cleaned) !== meaningOf(cleanGroup(value as RuleGroupType))) onChange(cleaned)
      }}
      getOperators={operatorsFor}
      controlElements={controls}
      controlClassnames={looks}
      translations={words}
      combinators={combinators}
      resetOnFieldChange={false}
      suppressStandardClassnames={false}
    />
  )
}
