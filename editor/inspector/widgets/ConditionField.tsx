import type { RuleGroup } from '#nodes/revops/condition'
import { describeCondition } from '#nodes/revops/describe-condition'
import type { FieldProps } from '@rjsf/utils'
import { errorsIn, type FormData, type FormSchema, type NodeFormContext } from '../form-context'
import { FieldWords } from '../FieldWords'
import { lazily } from '../../parts/lazily'
import { t } from '../../words/t'
import { fieldLabel } from '../field-choice'

// The builder is a third of the inspector's code, and only branches need it.
const ConditionBuilder = lazily(async () => (await import('./ConditionBuilder')).ConditionBuilder, () => <span className="bone" style={{ height: 76 }} />)

const empty: RuleGroup = { combinator: 'and', rules: [] }

/** A question about the lead, read as a sentence above its rules and groups of rules. */
export function ConditionField({ fieldPathId, formData, onChange, errorSchema, registry }: FieldProps<FormData, FormSchema, NodeFormContext>) {
  const { fields } = registry.formContext
  const condition = (formData as RuleGroup | undefined) ?? empty
  const sentence = describeCondition(condition, (path) => fieldLabel(path, fields))
  return (
    <>
      <p className="in-words" aria-live="polite">{sentence === '' ? t('No rule yet: this fits everybody.') : t('Fits when {sentence}.', { sentence })}</p>
      <ConditionBuilder value={condition} fields={fields} onChange={(next) => onChange(next as unknown as FormData, fieldPathId.path)} />
      <FieldWords id={`${fieldPathId.$id}__wrong`} errors={errorsIn(errorSchema)} />
    </>
  )
}
