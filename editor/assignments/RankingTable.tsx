import type { CSSProperties } from 'react'
import type { RankedOwner } from '#nodes/revops/ranking'
import { Face } from '../parts/Face'
import { scoreWords } from '../runs/value-words'
import { t } from '../words/t'

const columns = [
  { part: 'capacity', words: t('Room') },
  { part: 'skill', words: t('Skill') },
  { part: 'performance', words: t('Results') },
  { part: 'availability', words: t('Free') },
] as const

/** Who could take the lead, best first, with the four parts of each score as numbers and bars; who got it is marked. */
export function RankingTable({ ranked, ownerId }: { ranked: RankedOwner[]; ownerId: string | undefined }) {
  return (
    <table className="ranking">
      <caption className="sr-only-now">{t('Who could take it, with the parts of each score from 0 to 1')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Rep')}</th>
          {columns.map((column) => <th key={column.part} scope="col" className="r">{column.words}</th>)}
          <th scope="col" className="r">{t('Score')}</th>
        </tr>
      </thead>
      <tbody>
        {ranked.map((rep) => (
          <tr key={rep.id} className={rep.id === ownerId ? 'on' : ''} aria-current={rep.id === ownerId}>
            <th scope="row" title={t('{load} of {capacity} active leads', { load: rep.load, capacity: rep.capacity })}><span className="who"><Face name={rep.name} size="sm" /> <span className="truncate">{rep.name}</span></span></th>
            {columns.map((column) => <td key={column.part} className="r"><Part value={rep.parts[column.part]} /></td>)}
            <td className="r"><b>{scoreWords(rep.score)}</b></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Part({ value }: { value: number }) {
  return <span className="part-bar" style={{ '--part': `${Math.round(value * 100)}%` } as CSSProperties}>{scoreWords(value)}<i aria-hidden="true" /></span>
}
