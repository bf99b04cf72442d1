import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { QueueRow } from '../api/queues'
import { count } from '../parts/counts'
import { Ago } from '../parts/Time'
import { useListKeys } from '../parts/use-list-keys'
import { t } from '../words/t'
import { gapSentence, gapWords } from './queue-words'

export function QueueTable({ queues, onOpen }: { queues: QueueRow[]; onOpen: (id: string) => void }) {
  const [at] = useListKeys(queues.length, (index) => onOpen(queues[index]?.id ?? ''))
  return (
    <table className="list-table queue-table">
      <thead>
        <tr>
          <th style={{ width: '19%' }}>{t('Queue')}</th>
          <th className="r" style={{ width: 76 }}>{t('Waiting')}</th>
          <th style={{ width: 110 }}>{t('Oldest')}</th>
          <th style={{ width: 120 }}>{t('Deadline')}</th>
          <th style={{ width: '15%' }}>{t('Offered to')}</th>
          <th>{t('Watched by')}</th>
          <th style={{ width: '17%' }}>{t('Used by')}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map((queue, index) => {
          const { id, name, waiting, oldestAt, overdue, team, flows } = queue
          return (
            <tr key={id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(id)}>
              <td title={name}><Link to="/records/queues/$id" params={{ id }} className="main-word" onClick={(event) => event.stopPropagation()}>{name}</Link></td>
              <td className="r num">{waiting === 0 ? <span className="quiet">{t('none')}</span> : count(waiting)}</td>
              <td>{oldestAt !== null && <Ago at={oldestAt} />}</td>
              <td>{overdue > 0 && <span className="chip bad"><TriangleAlert aria-hidden="true" /> {t('{count} over', { count: overdue })}</span>}</td>
              <td title={team?.name}>{team?.name ?? <span className="quiet">{t('Nobody')}</span>}</td>
              <td><Watchers queue={queue} /></td>
              <td title={flows.join(', ')}>{flows.length > 0 ? flows.join(', ') : <span className="quiet">{t('No published flow')}</span>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Watchers({ queue }: { queue: QueueRow }) {
  const names = queue.watchers.filter(({ active }) => active).map(({ name }) => name).join(', ')
  const gap = queue.gap && gapWords[queue.gap]
  return (
    <span className="watchers" title={gapSentence(queue) ?? names}>
      <span className="truncate">{names}</span>
      {gap && <span className={`chip sm ${gap.tone}`}><TriangleAlert aria-hidden="true" /> {gap.words}</span>}
    </span>
  )
}
