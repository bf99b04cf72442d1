import type { FieldProps } from '@rjsf/utils'
import { useState } from 'react'
import type { FormSchema, NodeFormContext } from '../form-context'
import { t } from '../../words/t'

/** From this many people on there is a line to find one. */
const findable = 8

/** Some of the people on the roster. One who was chosen and has left stays in the list, to be taken out. */
export function PeopleField({ fieldPathId, formData, onChange, registry, rawErrors }: FieldProps<string[], FormSchema, NodeFormContext>) {
  const { people } = registry.formContext.references
  const [text, setText] = useState('')
  const chosen = formData ?? []
  const gone = chosen.filter((id) => !people.some((person) => person.id === id)).map((id) => ({ id, name: t('Somebody who is not active any more') }))
  const found = [...gone, ...people].filter((person) => person.name.toLowerCase().includes(text.trim().toLowerCase()))
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...chosen, id] : chosen.filter((each) => each !== id), fieldPathId.path)
  return (
    <>
      {people.length > findable && <input className="field small" aria-label={t('Find a person')} placeholder={t('Find one of {count}', { count: people.length })} value={text} onChange={(event) => setText(event.target.value)} />}
      <fieldset className={`choices scroll ${rawErrors?.length ? 'wrong' : ''}`} aria-labelledby={`${fieldPathId.$id}__label`}>
        {found.map((person) => (
          <label key={person.id}>
            <input type="checkbox" className="check" checked={chosen.includes(person.id)} onChange={(event) => toggle(person.id, event.target.checked)} />
            {person.name}
          </label>
        ))}
        {found.length === 0 && <p className="help">{people.length === 0 ? t('Nobody is on the roster yet.') : t('Nobody is called that.')}</p>}
      </fieldset>
      {chosen.length > 0 && <p className="help">{t('{count, plural, one {# person is chosen.} other {# people are chosen.}}', { count: chosen.length })}</p>}
    </>
  )
}
