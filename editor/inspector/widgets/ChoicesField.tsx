import type { FieldProps } from '@rjsf/utils'
import type { FormContextType } from '@rjsf/utils'
import type { FormSchema } from '../form-context'

/** Several of a few: a list with a tick at each. Keeps the order of the choices. */
export function ChoicesField({ fieldPathId, formData, onChange, schema, uiSchema, rawErrors }: FieldProps<string[], FormSchema, FormContextType>) {
  const items = schema.items as { enum?: string[] } | undefined
  const values = items?.enum ?? []
  const words = (uiSchema?.['ui:enumNames'] ?? []) as string[]
  const chosen = formData ?? []
  const toggle = (value: string, isOn: boolean) => onChange(values.filter((each) => (each === value ? isOn : chosen.includes(each))), fieldPathId.path)
  return (
    <fieldset className={`choices ${rawErrors?.length ? 'wrong' : ''}`} aria-labelledby={`${fieldPathId.$id}__label`}>
      {values.map((value, index) => (
        <label key={value}>
          <input type="checkbox" className="check" checked={chosen.includes(value)} onChange={(event) => toggle(value, event.target.checked)} />
          {words[index] ?? value}
        </label>
      ))}
    </fieldset>
  )
}
