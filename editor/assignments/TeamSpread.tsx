import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { CSSProperties } from 'react'
import { balanceQuery, type TeamSpread as Team } from '../api/assignments'
import { BoneRows, Failed } from '../parts/states'
import { exactWords } from '../parts/times'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { spreadWords } from './spread-words'

/** How evenly each team's leads of the last 30 days were spread, how full it is, and whose reported room is too old. */
export function TeamSpread() {
  const balance = useQuery(balanceQuery)
  return (
    <section className="team-spread" aria-labelledby="team-spread">
      <h2 id="team-spread">{t('How leads are spread')}</h2>
      {balance.isPending ? <BoneRows rows={3} label={t('Counting the leads')} /> : balance.isError ? <Failed error={balance.error} what={t('How leads are spread')} /> : balance.data.teams.map((team) => <TeamTable key={team.id} team={team} />)}
    </section>
  )
}

function TeamTable({ team }: { team: Team }) {
  const { load, capacity, unevenness } = team
  const most = Math.max(1, ...team.reps.map(({ offered }) => offered))
  const hasStale = team.reps.some(({ staleSince }) => staleSince !== null)
  return (
    <>
      <h3>{team.name}</h3>
      <p className="soft">
        {t('{load, number} of {capacity, number} places are taken ({share} %).', { load, capacity, share: Math.round((load / (capacity || 1)) * 100) })}{' '}
        {unevenness === null ? t('Too few reps were here for all of the last 30 days to say how evenly leads are spread.') : t('By the room of each, the leads of the last 30 days were spread {words}.', { words: spreadWords(unevenness) })}
      </p>
      <table className="list-table spread-table">
        <thead>
          <tr>
            <th style={{ width: '30%' }}>{t('Rep')}</th>
            <th>{t('Offered in 30 days')}</th>
            <th className="r" style={{ width: 90 }}>{t('Taken')}</th>
            <th className="r" style={{ width: 90 }}>{t('Full')}</th>
            {hasStale && <th style={{ width: 190 }}>{t('Report of room')}</th>}
          </tr>
        </thead>
        <tbody>
          {team.reps.map((rep) => (
            <tr key={rep.id}>
              <td><Who name={rep.name} /></td>
              <td><span className="meter" style={{ '--part': `${Math.round((rep.offered / most) * 100)}%` } as CSSProperties}><i aria-hidden="true" /> <span className="num">{rep.offered}</span></span></td>
              <td className="r num">{rep.taken}</td>
              <td className="r num">{rep.capacity === 0 ? t('no room') : `${Math.round((rep.load / rep.capacity) * 100)} %`}</td>
              {hasStale && <td>{rep.staleSince !== null && <span className="chip warn" title={t('Too old since {time}; it counts as no room.', { time: exactWords(rep.staleSince) })}><TriangleAlert aria-hidden="true" /> {t('Too old, not counted')}</span>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
