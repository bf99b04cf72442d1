import { Face } from '../parts/Face'
import type { Ranking } from './reasons'

const columns = [
  { part: 'capacity', words: 'Room' },
  { part: 'skill', words: 'Skill' },
  { part: 'performance', words: 'Results' },
  { part: 'availability', words: 'Free' },
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
            <th>Rep</th>
            {columns.map((column) => <th key={column.part} className="r">{column.words}</th>)}
            <th className="r">Score</th>
          </tr>
        </thead>
        <tbody>
          {ranking.ranked.map((rep, index) => (
            <tr key={rep.id} className={index === 0 ? 'on' : ''}>
              <td title={`${rep.load} of ${rep.capacity} active leads`}><span className="who"><Face name={rep.name} size="sm" /> <span className="truncate">{rep.name}</span></span></td>
              {columns.map((column) => <td key={column.part} className="r">{rep.parts[column.part].toFixed(2)}</td>)}
              <td className="r"><b>{rep.score.toFixed(2)}</b></td>
            </tr>
          ))}
        </tbody>
      </table>
      {weights && <p className="help">Room counts {share(weights.capacity)} %, skill {share(weights.skill)} %, results {share(weights.performance)} %, presence {share(weights.availability)} %.</p>}
    </>
  )
}
