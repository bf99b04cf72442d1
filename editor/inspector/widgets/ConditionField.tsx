import type { RuleGroup } from '#nodes/revops/condition'
import type { FieldProps } from '@rjsf/utils'
import { lazy, Suspense } from 'react'
import { errorsIn, type FormData, type FormSchema, type NodeFormContext } from '../form-context'
import { FieldWords } from '../FieldWords'

// The builder is a third of the inspector's code, and only branches need it.
const ConditionBuilder = lazy(async () => ({ default: (await import('./ConditionBuilder')).ConditionBuilder }))

const empty: RuleGroup = { combinator: 'and', rules: [] }

/** A question about the lead: rules and groups of rules. */
export function ConditionField({ fieldPathId, formData, onChange, errorSchema }: FieldProps<FormData, FormSchema, NodeFormContext>) {
  return (
    <>
      <Suspense fallback={<span className="bone" style={{ height: 76 }} />}>
        <ConditionBuilder value={(formData as RuleGroup | undefined) ?? empty} onChange={(next) => onChange(next as unknown as FormData, fieldPathId.path)} />
      </Suspense>
      <FieldWords id={fieldPathId.$id} errors={errorsIn(errorSchema)} />
    </>
  )
}
