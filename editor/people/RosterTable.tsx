import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type CSSProperties, Fragment, useState } from 'react'
import { api } from '../api'
import { rosterQuery } from '../api/queries'
import type { Presence, Rep, RepChange, Roster } from '../api/types'
import { Face } from '../parts/Face'
import { sayError } from '../parts/toasts'
import { exactWords } from '../parts/times'
import { t } from '../words/t'
import { LeaveSheet } from './LeaveSheet'

const presences: { presence: Presence; words: string }[] = [
  { presence: 'online', words: t('Here') },
  { presence: 'away', words: t('Away') },
  { presence: 'offline', words: t('Offline') },
]

/** Changes a rep at once on the page, and takes it back when the server refuses. */
function useChangeRep() {
  const client = useQueryClient()
  const { queryKey } = rosterQuery
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: RepChange }) => api.changeRep(id, change),
    onMutate: async ({ id, change }) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, (old) => old && { ...old, reps: old.reps.map((rep) => (rep.id === id ? { ...rep, ...change } : rep)) })
      return { before }
    },
    onError: (error, _, context) => {
      client.setQueryData(queryKey, context?.before)
      sayError(error)
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

export function RosterTable({ roster }: { roster: Roster }) {
  const change = useChangeRep()
  const onChange = (id: string) => (next: RepChange) => change.mutate({ id, change: next })
  const teams = [...roster.teams, { id: '', name: t('No team'), managerName: null }]
  return (
    <table className="list-table">
      <thead>
        <tr>
          <th style={{ width: '25%' }}>{t('Rep')}</th>
          <th style={{ width: '9%' }}>{t('Territories')}</th>
          <th style={{ width: '13%' }}>{t('Skills')}</th>
          <th style={{ width: '15%' }}>{t('Leads now')}</th>
          <th style={{ width: 76 }}>{t('Room for')}</th>
          <th className="r" style={{ width: 70 }}>{t('Results')}</th>
          <th style={{ width: 196 }}>{t('Presence')}</th>
          <th className="r" style={{ width: 90 }}>{t('Gets leads')}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => {
          const reps = roster.reps.filter((rep) => (roster.teams.some((each) => each.id === rep.teamId) ? rep.teamId === team.id : team.id === ''))
          if (reps.length === 0) return null
          return (
            <Fragment key={team.id}>
              <tr className="team-row"><th colSpan={8} scope="colgroup">{team.name} <span className="quiet">{team.managerName && t('led by {name}', { name: team.managerName })}</span></th></tr>
              {reps.map((rep) => <RepRow key={rep.id} rep={rep} onChange={onChange(rep.id)} />)}
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

function RepRow({ rep, onChange }: { rep: Rep; onChange: (change: RepChange) => void }) {
  const [isLeaving, setIsLeaving] = useState(false)
  const part = rep.capacity === 0 ? 100 : Math.min(100, Math.round((rep.load / rep.capacity) * 100))
  return (
    <tr>
      <td><span className="who"><Face name={rep.name} size="sm" /> <span className="truncate"><b className="med">{rep.name}</b> <span className="quiet">{rep.email}</span></span></span></td>
      <td>{rep.territories.join(', ') || <span className="quiet">{t('all')}</span>}</td>
      <td>{rep.skills.join(', ') || <span className="quiet">{t('none given')}</span>}</td>
      <td>
        <span className={`meter ${rep.load >= rep.capacity ? 'full' : ''}`} style={{ '--part': `${part}%` } as CSSProperties}>
          <i aria-hidden="true" /> <span className="num">{t('{load} of {capacity}{isFull, select, yes {, full} other {}}', { load: rep.load, capacity: rep.capacity, isFull: rep.load >= rep.capacity ? 'yes' : 'no' })}</span>
        </span>
      </td>
      <td>
        <input className="field small num" style={{ width: 60 }} type="number" min={0} max={1000} aria-label={t('Most leads for {name}', { name: rep.name })} key={rep.capacity} defaultValue={rep.capacity} onBlur={(event) => {
          const capacity = Number(event.target.value)
          if (Number.isInteger(capacity) && capacity >= 0 && capacity !== rep.capacity) onChange({ capacity })
        }} />
      </td>
      <td className="r num">{Math.round(rep.performance * 100)} %</td>
      <td>
        <fieldset className="seg" aria-label={t('Presence of {name}', { name: rep.name })} title={rep.awayUntil ? t('Away until {time}', { time: exactWords(rep.awayUntil) }) : undefined}>
          {presences.map((each) => (
            <button key={each.presence} type="button" aria-pressed={rep.presence === each.presence} onClick={() => onChange({ presence: each.presence })}>{each.words}</button>
          ))}
        </fieldset>
      </td>
      <td className="r"><input type="checkbox" role="switch" className="switch" aria-checked={rep.active} aria-label={t('{name} gets leads', { name: rep.name })} checked={rep.active} onChange={(event) => (event.target.checked ? onChange({ active: true }) : setIsLeaving(true))} />
        {isLeaving && <LeaveSheet rep={rep} onClose={() => setIsLeaving(false)} onLeave={onChange} />}
      </td>
    </tr>
  )
}
