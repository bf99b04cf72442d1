import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { TemplateNeed } from '#templates/template'
import { api } from '../api'
import { placesQuery } from '../api/queries'
import type { Places } from '../api/types'
import { sayError } from '../parts/toasts'
import { t, translated } from '../words/t'
import { type Candidate, candidatesFor, peopleWords } from './needs'

interface Props {
  need: TemplateNeed
  value: string
  places: Places
  onChange: (id: string) => void
}

/** A team, queue or rota to choose among those that are there, or to make. */
export function NeedAsk({ need, value, places, onChange }: Props) {
  const id = useId()
  const [isMaking, setMaking] = useState(false)
  const candidates = candidatesFor(need.kind, places)
  const chosen = candidates.find((each) => each.id === value)
  return (
    <fieldset className="ask" aria-describedby={`${id}-help`}>
      <legend className="lab">{translated(need.label)}</legend>
      {candidates.length > 0 && (
        <div className="choices">
          {candidates.map((each) => (
            <label key={each.id}>
              <input type="radio" className="radio" name={id} checked={each.id === value} onChange={() => onChange(each.id)} />
              <span className="truncate">{each.name}</span>
              <span className={`ml-auto ${each.people === 0 ? 'late' : 'quiet'}`}>{peopleWords(need.kind, each.people)}</span>
            </label>
          ))}
        </div>
      )}
      <p className="help" id={`${id}-help`}>{translated(need.help)}</p>
      {chosen?.people === 0 && <Nobody need={need} chosen={chosen} places={places} />}
      {isMaking || candidates.length === 0 ? <MakePlace kind={need.kind} places={places} onMade={(made) => { setMaking(false); onChange(made) }} /> : (
        <button type="button" className="btn xs plain" onClick={() => setMaking(true)}><Plus className="xs" aria-hidden="true" /> {makeWords[need.kind]}</button>
      )}
    </fieldset>
  )
}

const makeWords: Record<TemplateNeed['kind'], string> = { team: t('Make another team'), queue: t('Make another queue'), rota: t('Make another rota') }
const whoWords: Record<'queue' | 'rota', string> = { queue: t('Who watches it?'), rota: t('Who is on duty, a week each in this order?') }

/** What was chosen has nobody behind it: says what that would mean, and mends it here where it can. */
function Nobody({ need, chosen, places }: { need: TemplateNeed; chosen: Candidate; places: Places }) {
  const client = useQueryClient()
  const [people, setPeople] = useState<string[]>([])
  const { kind } = need
  const add = useMutation({
    mutationFn: async () => {
      if (kind !== 'team') await api.putPeople(kind, chosen.id, people)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: placesQuery.queryKey }),
    onError: sayError,
  })
  return (
    <div className="ask-mend">
      <p className="flex gap-2"><TriangleAlert className="s" aria-hidden="true" /> {kind === 'team' ? t('No active rep is in this team, so every lead would go straight to the queue.') : kind === 'queue' ? t('Nobody watches this queue, so nobody would see the lead.') : t('Nobody is on duty, so nobody could be called.')}</p>
      {kind === 'team' ? (
        <p><Link to="/records/reps" className="link">{t('Look at the reps and who gets leads')}</Link></p>
      ) : (
        <>
          <PeopleChoice label={whoWords[kind]} places={places} value={people} onChange={setPeople} />
          <button type="button" className="btn sm" disabled={people.length === 0 || add.isPending} onClick={() => add.mutate()}>{t('Add them')}</button>
        </>
      )}
    </div>
  )
}

function MakePlace({ kind, places, onMade }: { kind: TemplateNeed['kind']; places: Places; onMade: (id: string) => void }) {
  const id = useId()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [people, setPeople] = useState<string[]>([])
  const make = useMutation({
    mutationFn: () => api.makePlace({ kind, name: name.trim(), people }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: placesQuery.queryKey })
      onMade(made.id)
    },
    onError: sayError,
  })
  const isReady = name.trim() !== '' && (kind === 'team' || people.length > 0)
  return (
    <div className="ask-make">
      <label className="lab" htmlFor={id}>{kind === 'team' ? t('Name of the new team') : kind === 'queue' ? t('Name of the new queue') : t('Name of the new rota')}</label>
      <input id={id} className="field small" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      {kind === 'team' ? <p className="help">{t('People come into it by an import of your reps.')}</p> : <PeopleChoice label={whoWords[kind]} places={places} value={people} onChange={setPeople} />}
      <button type="button" className="btn sm" disabled={!isReady || make.isPending} onClick={() => make.mutate()}>{t('Make it and choose it')}</button>
    </div>
  )
}

function PeopleChoice({ label, places, value, onChange }: { label: string; places: Places; value: string[]; onChange: (ids: string[]) => void }) {
  return (
    <fieldset>
      <legend className="lab">{label}</legend>
      <div className="choices scroll">
        {places.references.people.map((person) => (
          <label key={person.id}>
            <input type="checkbox" className="check" checked={value.includes(person.id)} onChange={(event) => onChange(event.target.checked ? [...value, person.id] : value.filter((each) => each !== person.id))} />
            <span className="truncate">{person.name}</span>
            {value.length > 1 && value.includes(person.id) && <span className="quiet ml-auto num">{value.indexOf(person.id) + 1}</span>}
          </label>
        ))}
        {places.references.people.length === 0 && <p className="help">{t('Nobody is on the roster yet.')}</p>}
      </div>
    </fieldset>
  )
}
