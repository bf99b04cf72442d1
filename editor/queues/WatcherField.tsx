import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rosterQuery } from '../api/queries'
import { t } from '../words/t'

const mostWatchers = 50
const searchFrom = 12

/** Who watches a queue: active people of the roster, managers as well as reps; those who do already stand on top. */
export function WatcherField({ chosen, onChange }: { chosen: string[]; onChange: (watchers: string[]) => void }) {
  const { data: roster } = useQuery(rosterQuery)
  const [q, setQ] = useState('')
  const [first] = useState(chosen)
  const active = roster?.reps.filter((rep) => rep.active) ?? []
  const ordered = [...active.filter(({ id }) => first.includes(id)), ...active.filter(({ id }) => !first.includes(id))]
  const shown = ordered.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()))
  return (
    <fieldset>
      <legend className="lab" style={{ padding: 0 }}>{t('Who watches it')}</legend>
      {active.length > searchFrom && <input type="search" className="field small" aria-label={t('Find somebody')} placeholder={t('Find somebody')} value={q} onChange={(event) => setQ(event.target.value)} />}
      <div className="choices scroll">
        {shown.map(({ id, name, teamId }) => (
          <label key={id}>
            <input type="checkbox" className="check" checked={chosen.includes(id)} disabled={!chosen.includes(id) && chosen.length >= mostWatchers} onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))} />
            <span className="truncate">{name} <span className="quiet">{roster?.teams.find((team) => team.id === teamId)?.name}</span></span>
          </label>
        ))}
        {roster && shown.length === 0 && <p className="help">{t('Nobody is called that')}</p>}
      </div>
      <p className={`help ${chosen.length === 0 ? 'asks' : ''}`}>{chosen.length === 0 ? t('Choose at least one person: what comes into a queue that nobody watches would be forgotten.') : chosen.length === 1 ? t('They see on the Work page what waits and claim it. Two are better than one: somebody is always away.') : t('They see on the Work page what waits and claim it.')}</p>
    </fieldset>
  )
}
