import { X } from 'lucide-react'
import type { ActionProps, BaseOption, SelectorOrEditorProps, ValueEditorProps } from 'react-querybuilder'

const wordsFor = { fields: 'Field', operators: 'How it is compared', combinators: 'All or any of these' } as const

interface SelectorProps extends SelectorOrEditorProps {
  options: readonly unknown[]
}

/** A choice of a field, of an operator, or of all and any. */
export function RuleSelect({ options, value, handleOnChange, className, testID }: SelectorProps) {
  return (
    <select className={className} aria-label={wordsFor[testID as keyof typeof wordsFor] ?? 'Choice'} value={value as string} onChange={(event) => handleOnChange(event.target.value)}>
      {(options as BaseOption[]).map((option) => (
        <option key={option.name} value={option.name}>{option.label}</option>
      ))}
    </select>
  )
}

/** What a field is compared with: nothing, one value, two, or several with commas between. */
export function RuleValue({ operator, value, handleOnChange, className, fieldData }: ValueEditorProps) {
  if (operator === 'null' || operator === 'notNull') return null
  const type = fieldData.inputType === 'number' && operator !== 'in' && operator !== 'notIn' ? 'number' : 'text'
  const hint = typeof fieldData.placeholder === 'string' ? fieldData.placeholder : ''
  const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
  if (operator !== 'between') {
    return <input className={className} type={type} step="any" aria-label="Value" placeholder={operator === 'in' || operator === 'notIn' ? `${hint}, …` : hint} value={text} onChange={(event) => handleOnChange(event.target.value)} />
  }
  const [low = '', high = ''] = text.split(',').map((part) => part.trim())
  return (
    <span className="rule-between">
      <input className="field" type={type} step="any" aria-label="At least" value={low} onChange={(event) => handleOnChange(`${event.target.value},${high}`)} />
      and
      <input className="field" type={type} step="any" aria-label="At most" value={high} onChange={(event) => handleOnChange(`${low},${event.target.value}`)} />
    </span>
  )
}

export function RemoveButton({ handleOnClick, className, testID }: ActionProps) {
  const words = testID === 'remove-group' ? 'Remove this group' : 'Remove this rule'
  return (
    <button type="button" className={`btn icon xs plain ${className}`} aria-label={words} title={words} onClick={handleOnClick}>
      <X className="s" aria-hidden="true" />
    </button>
  )
}
