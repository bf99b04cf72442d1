import type { WidgetProps } from '@rjsf/utils'
import { t } from '../../words/t'
import type { FormData, FormSchema, NodeFormContext } from '../form-context'

type Props = WidgetProps<FormData, FormSchema, NodeFormContext>

const lookOf = ({ rawErrors }: Props) => `field ${rawErrors?.length ? 'wrong' : ''}`

/** A line of text, or a number when the field is one. */
export function InputWidget(props: Props) {
  const { id, value, schema, onChange } = props
  const isNumber = schema.type === 'number' || schema.type === 'integer'
  return (
    <input
      id={id}
      className={`${lookOf(props)} ${isNumber ? 'num' : ''}`}
      type={isNumber ? 'number' : 'text'}
      step={schema.type === 'integer' ? 1 : 'any'}
      min={schema.minimum}
      max={schema.maximum}
      maxLength={schema.maxLength}
      value={value ?? ''}
      aria-invalid={Boolean(props.rawErrors?.length)}
      aria-describedby={`${id}__words`}
      onChange={(event) => {
        const text = event.target.value
        onChange(isNumber ? (text === '' ? undefined : Number(text)) : text)
      }}
    />
  )
}

/** One of a few. */
export function ChoiceWidget(props: Props) {
  const { id, value, options, onChange } = props
  const choices = options.enumOptions ?? []
  return (
    <select id={id} className={lookOf(props)} value={value ?? ''} aria-invalid={Boolean(props.rawErrors?.length)} onChange={(event) => onChange(event.target.value)}>
      {!choices.some((choice) => choice.value === value) && <option value={value ?? ''}>{value ? String(value) : t('Choose')}</option>}
      {choices.map((choice) => (
        <option key={String(choice.value)} value={String(choice.value)}>{choice.label}</option>
      ))}
    </select>
  )
}

/** Yes or no. */
export function SwitchWidget({ id, value, onChange }: Props) {
  return <input id={id} type="checkbox" role="switch" className="switch" aria-checked={value === true} checked={value === true} onChange={(event) => onChange(event.target.checked)} />
}
