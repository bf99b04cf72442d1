import { Face } from '../parts/Face'
import { t } from '../words/t'
import { scoreWords } from './value-words'
import type { Ranking } from './reasons'

const columns = [
  { part: 'capacity', words: t('Room') },
  { part: 'skill', words: t('Skill') },
  { part: 'performance', words: t('Results') },
  { part: 'availability', words: t('Free') },
] as const

/** Who could take the lead, with the four parts of each score. */
export function RankingTable({ ranking }: { ranking: Ranking }) {
  const { weights } = ranking
  const total = weights ? Object.values(weights).reduce((sum, each) => sum + each, 0) : 0
  const share = (value: number) => Math.round((value / (total || 1)) * 100)
  return (
    <>
      <table className="ranking">
        <thead>
          <tr>
            <th>{t('Rep')}</th>
            {columns.map((column) => <th key={column.part} className="r">{column.words}</th>)}
            <th className="r">{t('Score')}</th>
          </tr>
        </thead>
        <tbody>
          {ranking.ranked.map((rep, index) => (
            <tr key={rep.id} className={index === 0 ? 'on' : ''}>
              <td title={t('{load} of {capacity} active leads', { load: rep.load, capacity: rep.capacity })}><span className="who"><Face name={rep.name} size="sm" /> <span className="truncate">{rep.name}</span></span></td>
              {columns.map((column) => <td key={column.part} className="r">{scoreWords(rep.parts[column.part])}</td>)}
              <td className="r"><b>{scoreWords(rep.score)}</b></td>
            </tr>
          ))}
        </tbody>
      </table>
      {weights && <p className="help">{t('Room counts {room} %, skill {skill} %, results {results} %, presence {presence} %.', { room: share(weights.capacity), skill: share(weights.skill), results: share(weights.performance), presence: share(weights.availability) })}</p>}
    </>
  )
}
