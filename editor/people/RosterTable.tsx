import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type CSSProperties, Fragment } from 'react'
import { api } from '../api'
import { rosterQuery } from '../api/queries'
import type { Presence, Rep, RepChange, Roster } from '../api/types'
import { Face } from '../parts/Face'
import { sayError } from '../parts/toasts'
import { exactWords } from '../parts/times'

const presences: { presence: Presence; words: string }[] = [
  { presence: 'online', words: 'Here' },
  { presence: 'away', words: 'Away' },
  { presence: 'offline', words: 'Offline' },
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
  const teams = [...roster.teams, { id: '', name: 'No team', managerName: null }]
  return (
    <table className="list-table">
      <thead>
        <tr>
          <th style={{ width: '25%' }}>Rep</th>
          <th style={{ width: '9%' }}>Territories</th>
          <th style={{ width: '13%' }}>Skills</th>
          <th style={{ width: '15%' }}>Leads now</th>
          <th style={{ width: 76 }}>Room for</th>
          <th className="r" style={{ width: 70 }}>Results</th>
          <th style={{ width: 196 }}>Presence</th>
          <th className="r" style={{ width: 90 }}>Gets leads</th>
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => {
          const reps = roster.reps.filter((rep) => (roster.teams.some((each) => each.id === rep.teamId) ? rep.teamId === team.id : team.id === ''))
          if (reps.length === 0) return null
          return (
            <Fragment key={team.id}>
              <tr className="team-row"><th colSpan={8} scope="colgroup">{team.name} <span className="quiet">{team.managerName && `led by ${team.managerName}`}</span></th></tr>
              {reps.map((rep) => <RepRow key={rep.id} rep={rep} onChange={onChange(rep.id)} />)}
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

function RepRow({ rep, onChange }: { rep: Rep; onChange: (change: RepChange) => void }) {
  const part = rep.capacity === 0 ? 100 : Math.min(100, Math.round((rep.load / rep.capacity) * 100))
  return (
    <tr>
      <td><span className="who"><Face name={rep.name} size="sm" /> <span className="truncate"><b className="med">{rep.name}</b> <span className="quiet">{rep.email}</span></span></span></td>
      <td>{rep.territories.join(', ') || <span className="quiet">all</span>}</td>
      <td>{rep.skills.join(', ') || <span className="quiet">none given</span>}</td>
      <td>
        <span className={`meter ${rep.load >= rep.capacity ? 'full' : ''}`} style={{ '--part': `${part}%` } as CSSProperties}>
          <i aria-hidden="true" /> <span className="num">{rep.load} of {rep.capacity}{rep.load >= rep.capacity && ', full'}</span>
        </span>
      </td>
      <td>
        <input className="field small num" style={{ width: 60 }} type="number" min={0} max={1000} aria-label={`Most leads for ${rep.name}`} key={rep.capacity} defaultValue={rep.capacity} onBlur={(event) => {
          const capacity = Number(event.target.value)
          if (Number.isInteger(capacity) && capacity >= 0 && capacity !== rep.capacity) onChange({ capacity })
        }} />
      </td>
      <td className="r num">{Math.round(rep.performance * 100)} %</td>
      <td>
        <fieldset className="seg" aria-label={`Presence of ${rep.name}`} title={rep.awayUntil ? `Away until ${exactWords(rep.awayUntil)}` : undefined}>
          {presences.map((each) => (
            <button key={each.presence} type="button" aria-pressed={rep.presence === each.presence} onClick={() => onChange({ presence: each.presence })}>{each.words}</button>
          ))}
        </fieldset>
      </td>
      <td className="r"><input type="checkbox" role="switch" className="switch" aria-checked={rep.active} aria-label={`${rep.name} gets leads`} checked={rep.active} onChange={(event) => onChange({ active: event.target.checked })} /></td>
    </tr>
  )
}
