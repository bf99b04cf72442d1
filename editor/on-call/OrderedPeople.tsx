import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useId } from 'react'
import { useQuery } from '@tanstack/react-query'
import { placesQuery } from '../api/queries'
import { Who } from '../parts/Who'
import { t } from '../words/t'

/** People in the order of their turns. `names` says who those are that the roster does not list any more. */
export function OrderedPeople({ people, names = {}, onChange }: { people: string[]; names?: Record<string, string>; onChange: (people: string[]) => void }) {
  const id = useId()
  const { data } = useQuery(placesQuery)
  const active = data?.references.people ?? []
  const nameOf = (person: string) => active.find((each) => each.id === person)?.name ?? names[person] ?? t('Somebody')
  const hasLeft = (person: string) => data !== undefined && !active.some((each) => each.id === person)
  const move = (from: number, to: number) => {
    const next = [...people]
    next.splice(to, 0, ...next.splice(from, 1))
    onChange(next)
  }
  return (
    <div>
      {people.length > 0 && (
        <ol className="turns" aria-label={t('In this order')}>
          {people.map((person, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: somebody may have two turns, and a turn has no other name
            <li key={`${person}-${index}`}>
              <span className="num quiet">{index + 1}</span>
              <Who name={nameOf(person)} />
              {hasLeft(person) && <span className="chip sm warn">{t('has left')}</span>}
              <span className="grow" />
              <button type="button" className="btn xs icon plain" aria-label={t('{name} earlier', { name: nameOf(person) })} disabled={index === 0} onClick={() => move(index, index - 1)}><ArrowUp aria-hidden="true" /></button>
              <button type="button" className="btn xs icon plain" aria-label={t('{name} later', { name: nameOf(person) })} disabled={index === people.length - 1} onClick={() => move(index, index + 1)}><ArrowDown aria-hidden="true" /></button>
              <button type="button" className="btn xs icon plain" aria-label={t('Take {name} out', { name: nameOf(person) })} onClick={() => onChange(people.filter((_each, at) => at !== index))}><X aria-hidden="true" /></button>
            </li>
          ))}
        </ol>
      )}
      <label className="sr-only-now" htmlFor={id}>{t('Add somebody')}</label>
      <select id={id} className="field small" value="" disabled={people.length >= 50} onChange={(event) => event.target.value && onChange([...people, event.target.value])}>
        <option value="">{t('Add somebody')}</option>
        {active.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
      </select>
    </div>
  )
}
