import { X } from 'lucide-react'
import { useId } from 'react'
import type { ActionProps, BaseOption, OptionGroup, SelectorOrEditorProps, ValueEditorProps } from 'react-querybuilder'
import { t } from '../../words/t'
import type { RuleField } from './condition-rules'

const wordsFor = { fields: t('Field'), operators: t('How it is compared'), combinators: t('All or any of these') } as const

interface SelectorProps extends SelectorOrEditorProps {
  options: readonly unknown[]
}

const choice = (option: BaseOption) => <option key={option.name} value={option.name}>{option.label}</option>

/** A choice of a field, of an operator, or of all and any. */
export function RuleSelect({ options, value, handleOnChange, className, testID }: SelectorProps) {
  return (
    <select className={className} aria-label={wordsFor[testID as keyof typeof wordsFor] ?? t('Choice')} value={value as string} onChange={(event) => handleOnChange(event.target.value)}>
      {(options as (BaseOption | OptionGroup)[]).map((option) =>
        'options' in option ? (
          <optgroup key={option.label} label={option.label}>{(option.options as BaseOption[]).map(choice)}</optgroup>
        ) : (
          choice(option)
        ),
      )}
    </select>
  )
}

/** What a field is compared with: nothing, one value, two, or several with commas between. */
export function RuleValue({ operator, value, handleOnChange, className, fieldData }: ValueEditorProps) {
  const list = useId()
  if (operator === 'null' || operator === 'notNull') return null
  const isList = operator === 'in' || operator === 'notIn'
  const type = fieldData.inputType === 'number' && !isList ? 'number' : 'text'
  // What the field held lately is offered while something else is written.
  const { examples = [] } = fieldData as Partial<RuleField>
  const hint = typeof fieldData.placeholder === 'string' ? fieldData.placeholder : ''
  const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
  if (operator !== 'between') {
    return (
      <>
        <input className={className} type={type} step="any" aria-label={t('Value')} placeholder={isList ? `${hint}, …` : hint} list={examples.length > 0 ? list : undefined} value={text} onChange={(event) => handleOnChange(event.target.value)} />
        {examples.length > 0 && <datalist id={list}>{examples.map((each) => <option key={each} value={each} />)}</datalist>}
      </>
    )
  }
  const [low = '', high = ''] = text.split(',').map((part) => part.trim())
  return (
    <span className="rule-between">
      <input className="field" type={type} step="any" aria-label={t('At least')} value={low} onChange={(event) => handleOnChange(`${event.target.value},${high}`)} />
      {t('and')}
      <input className="field" type={type} step="any" aria-label={t('At most')} value={high} onChange={(event) => handleOnChange(`${low},${event.target.value}`)} />
    </span>
  )
}

export function RemoveButton({ handleOnClick, className, testID }: ActionProps) {
  const words = testID === 'remove-group' ? t('Remove this group') : t('Remove this rule')
  return (
    <button type="button" className={`btn icon xs plain ${className}`} aria-label={words} title={words} onClick={handleOnClick}>
      <X className="s" aria-hidden="true" />
    </button>
  )
}
