import type { WidgetProps } from '@rjsf/utils'
import { useRef } from 'react'
import type { FormData, FormSchema, NodeFormContext } from '../form-context'
import { FieldMenu } from './FieldMenu'

type Props = WidgetProps<FormData, FormSchema, NodeFormContext>

/** A text that may hold fields of the lead, as `{{ lead.name }}`; the menu puts one in where the cursor stands. */
function TemplateText({ id, value, onChange, label, rawErrors, isLong }: Props & { isLong: boolean }) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const text = typeof value === 'string' ? value : ''

  const insert = (path: string) => {
    const element = field.current
    const start = element?.selectionStart ?? text.length
    const end = element?.selectionEnd ?? text.length
    const word = `{{ ${path} }}`
    onChange(text.slice(0, start) + word + text.slice(end))
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(start + word.length, start + word.length)
    })
  }
  const shared = {
    id,
    ref: field,
    value: text,
    'aria-invalid': Boolean(rawErrors?.length),
    'aria-describedby': `${id}__words`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  const look = `field ${rawErrors?.length ? 'wrong' : ''}`
  return (
    <>
      <div className="text-tools">
        <label className="lab" htmlFor={id}>{label}</label>
        <FieldMenu onChoose={insert} />
      </div>
      {isLong ? <textarea {...shared} className={`${look} long`} /> : <input {...shared} className={look} />}
    </>
  )
}

export const TextLineWidget = (props: Props) => <TemplateText {...props} isLong={false} />
export const LongTextWidget = (props: Props) => <TemplateText {...props} isLong />
